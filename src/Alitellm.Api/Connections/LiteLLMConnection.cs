using Alitellm.Api.Common;
using k8s;
using k8s.Models;

namespace Alitellm.Api.Connections;

/// <summary>How to reach one LiteLLM proxy.</summary>
public sealed class LiteLLMConnection : IKubernetesObject<V1ObjectMeta>
{
    public const string KindName = "LiteLLMConnection";
    public const string Plural = "litellmconnections";

    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    public string Kind { get; set; } = KindName;

    public V1ObjectMeta Metadata { get; set; } = new();

    public ConnectionSpec Spec { get; set; } = new();

    public ConnectionStatus? Status { get; set; }
}
