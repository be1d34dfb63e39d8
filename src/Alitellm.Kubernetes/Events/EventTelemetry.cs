using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Events;

/// <summary>Events are best effort: what was lost can only be seen here.</summary>
internal static class EventTelemetry
{
    private static readonly Counter<long> Lost = RuntimeTelemetry.Meter.CreateCounter<long>(
        "alitellm_operator_events_lost_total", null, "Events that were not written, by cause.");

    public static void CountFailed()
    {
        Lost.Add(1, new KeyValuePair<string, object?>("cause", "error"));
    }

    public static void CountDropped()
    {
        Lost.Add(1, new KeyValuePair<string, object?>("cause", "overflow"));
    }
}
