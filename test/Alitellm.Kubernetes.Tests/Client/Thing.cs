using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Tests.Client;

/// <summary>The small custom kind of these tests.</summary>
internal sealed class Thing : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public ThingSpec? Spec { get; set; }

    public ThingStatus? Status { get; set; }
}
