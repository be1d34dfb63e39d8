using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Controllers;

/// <summary>Reconcile metrics under the names that dashboards for controller-runtime query.</summary>
internal static class ControllerTelemetry
{
    public const string Success = "success";
    public const string Error = "error";

    /// <summary>Put back because the term or the process ended.</summary>
    public const string Requeue = "requeue";
    public const string RequeueAfter = "requeue_after";

    // controller-runtime's buckets, 5 ms to 60 s.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries =
        [
            0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2,
            2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
        ],
    };

    public static readonly Counter<long> Reconciles = RuntimeTelemetry.Meter.CreateCounter<long>(
        "controller_runtime_reconcile_total", null, "Reconciles by result.");

    public static readonly Counter<long> Errors = RuntimeTelemetry.Meter.CreateCounter<long>(
        "controller_runtime_reconcile_errors_total", null, "Reconciles that failed, expected failures included.");

    public static readonly Counter<long> Panics = RuntimeTelemetry.Meter.CreateCounter<long>(
        "alitellm_operator_reconcile_panics_total", null, "Reconciles that ended with an exception.");

    public static readonly Histogram<double> Time = RuntimeTelemetry.Meter.CreateHistogram(
        "controller_runtime_reconcile_time_seconds", null, "Seconds per reconcile.", null, Buckets);

    public static readonly UpDownCounter<int> ActiveWorkers = RuntimeTelemetry.Meter.CreateUpDownCounter<int>(
        "controller_runtime_active_workers", null, "Workers in a reconcile.");

    /// <summary>Makes every series visible at zero.</summary>
    public static void Announce(KeyValuePair<string, object?> controller)
    {
        foreach (string result in (string[])[Success, Error, Requeue, RequeueAfter])
        {
            Reconciles.Add(0, controller, Result(result));
        }

        Errors.Add(0, controller);
        Panics.Add(0, controller);
        ActiveWorkers.Add(0, controller);
    }

    public static KeyValuePair<string, object?> Result(string result)
    {
        return new KeyValuePair<string, object?>("result", result);
    }
}
