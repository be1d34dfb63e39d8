using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes;

/// <summary>Where the runtime reports. Instruments carry no unit, because their names already have the suffix that Prometheus users know.</summary>
public static class RuntimeTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Alitellm.Kubernetes";

    /// <summary>Name of the span around each reconcile.</summary>
    public const string ReconcileSpan = "reconcile";

    /// <summary>Values of the label <c>result</c> of informers' lists.</summary>
    public static IReadOnlyList<string> ListResults { get; } = ["success", "expired", "unreachable", "absent", "error"];

    /// <summary>Values of the label <c>result</c> of informers' watches.</summary>
    public static IReadOnlyList<string> WatchResults { get; } = ["ended", "cut", "idle", "unreachable", "malformed", "expired", "throttled", "error"];

    internal static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Activities = new(Name);
}
