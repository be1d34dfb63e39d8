using k8s;
using k8s.Models;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>What is read of ToolHive's objects. The kinds with an endpoint have it in the same places.</summary>
internal sealed class ToolHiveObject : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public ToolHiveObjectSpec? Spec { get; set; }

    public ToolHiveObjectStatus? Status { get; set; }
}
