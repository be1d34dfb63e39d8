using k8s;
using k8s.Models;

namespace Alitellm.Benchmarks.Informers;

/// <summary>The object of the informer measurements: about 3.4 kB of JSON, 1.4 kB of it spec.</summary>
internal sealed class Widget : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "bench.example.com/v1";

    public string Kind { get; set; } = "Widget";

    public V1ObjectMeta Metadata { get; set; } = new();

    public WidgetSpec Spec { get; set; } = new();

    public WidgetStatus? Status { get; set; }
}
