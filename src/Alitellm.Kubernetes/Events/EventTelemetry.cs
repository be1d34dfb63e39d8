using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Events;

/// <summary>Events are best effort: what was lost can only be seen here.</summary>
internal static class EventTelemetry
{
    private static readonly Counter<long> Lost = RuntimeTelemetry.Meter.CreateCounter<long>(
        "alitellm_operator_events_lost_total", null, "Events that were not written, by cause.");

    /// <summary>Makes both series visible at zero.</summary>
    public static void Announce()
    {
        Count("error", 0);
        Count("overflow", 0);
    }

    public static void CountFailed()
    {
        Count("error", 1);
    }

    public static void CountDropped()
    {
        Count("overflow", 1);
    }

    private static void Count(string cause, long delta)
    {
        Lost.Add(delta, new KeyValuePair<string, object?>("cause", cause));
    }
}
