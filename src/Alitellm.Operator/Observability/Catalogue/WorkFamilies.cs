namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>Queues and controllers, under the names that dashboards for controller-runtime query.</summary>
internal static class WorkFamilies
{
    private const string Queue = "the work queue of each kind";
    private const string Controller = "the controller of each kind";

    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        new(MetricType.Gauge, "workqueue_depth", "Keys waiting to be handed out now.")
        {
            Labels = [SharedLabels.Queue, new("priority", ["background", "normal", "high"])],
            CountedBy = Queue,
        },
        new(MetricType.Counter, "workqueue_adds_total", "Keys that became due, duplicates not counted.") { Labels = [SharedLabels.Queue], CountedBy = Queue },
        new(MetricType.Counter, "workqueue_retries_total", "Keys added with backoff.") { Labels = [SharedLabels.Queue], CountedBy = Queue },
        new(MetricType.Histogram, "workqueue_queue_duration_seconds", "Seconds a key waits before it is handed out.")
        {
            Labels = [SharedLabels.Queue],
            CountedBy = Queue,
            ShownWhen = "once a key was handed out",
        },
        new(MetricType.Histogram, "workqueue_work_duration_seconds", "Seconds a worker takes for a key.")
        {
            Labels = [SharedLabels.Queue],
            CountedBy = Queue,
            ShownWhen = "once a key was worked on",
        },
        new(MetricType.Gauge, "workqueue_unfinished_work_seconds", "Seconds of work in progress that no work duration shows yet.") { Labels = [SharedLabels.Queue], CountedBy = Queue },
        new(MetricType.Gauge, "workqueue_longest_running_processor_seconds", "Seconds the longest running worker has taken.") { Labels = [SharedLabels.Queue], CountedBy = Queue },
        new(MetricType.Counter, "controller_runtime_reconcile_total", "Reconciles by result.")
        {
            Labels = [SharedLabels.Controller, new(MetricLabels.Result, ["success", "error", "requeue", "requeue_after"])],
            CountedBy = Controller,
        },
        new(MetricType.Counter, "controller_runtime_reconcile_errors_total", "Reconciles that failed, expected failures included.") { Labels = [SharedLabels.Controller], CountedBy = Controller },
        new(MetricType.Counter, "alitellm_operator_reconcile_panics_total", "Reconciles that ended with an exception.") { Labels = [SharedLabels.Controller], CountedBy = Controller },
        new(MetricType.Histogram, "controller_runtime_reconcile_time_seconds", "Seconds per reconcile.")
        {
            Labels = [SharedLabels.Controller],
            CountedBy = Controller,
            ShownWhen = "once a reconcile ended",
        },
        new(MetricType.Gauge, "controller_runtime_active_workers", "Workers in a reconcile.") { Labels = [SharedLabels.Controller], CountedBy = Controller },
    ];
}
