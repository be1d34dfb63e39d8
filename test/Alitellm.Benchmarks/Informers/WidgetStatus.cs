using k8s.Models;

namespace Alitellm.Benchmarks.Informers;

internal sealed class WidgetStatus
{
    public long? ObservedGeneration { get; set; }

    public List<V1Condition>? Conditions { get; set; }
}
