using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// The seven classic work queue metrics. Counts are read from the queues when somebody looks; only the two durations are recorded as
/// they happen, and clocks are read for them only while somebody listens.
/// </summary>
internal static class QueueTelemetry
{
    private static readonly ConcurrentDictionary<IQueueFigures, byte> Queues = new();

    // client-go's buckets: 10 ns to 1000 s by factors of ten.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000],
    };

    public static readonly Histogram<double> QueueDuration = RuntimeTelemetry.Meter.CreateHistogram(
        "workqueue_queue_duration_seconds", null, "Seconds a key waits before it is handed out.", null, Buckets);

    public static readonly Histogram<double> WorkDuration = RuntimeTelemetry.Meter.CreateHistogram(
        "workqueue_work_duration_seconds", null, "Seconds a worker takes for a key.", null, Buckets);

    private static readonly ObservableGauge<double> UnfinishedWork = RuntimeTelemetry.Meter.CreateObservableGauge(
        "workqueue_unfinished_work_seconds", () => Read(queue => queue.Unfinished().Sum), null, "Seconds of work in progress that no work duration shows yet.");

    private static readonly ObservableGauge<double> LongestRunning = RuntimeTelemetry.Meter.CreateObservableGauge(
        "workqueue_longest_running_processor_seconds", () => Read(queue => queue.Unfinished().Longest), null, "Seconds the longest running worker has taken.");

    private static readonly ObservableCounter<long> Adds = RuntimeTelemetry.Meter.CreateObservableCounter(
        "workqueue_adds_total", () => Read(queue => queue.Adds), null, "Keys that became due, duplicates not counted.");

    private static readonly ObservableCounter<long> Retries = RuntimeTelemetry.Meter.CreateObservableCounter(
        "workqueue_retries_total", () => Read(queue => queue.Retries), null, "Keys added with backoff.");

    private static readonly ObservableGauge<long> Depth = RuntimeTelemetry.Meter.CreateObservableGauge(
        "workqueue_depth", ReadDepths, null, "Keys waiting to be handed out now.");

    public static bool IsTimed => QueueDuration.Enabled || WorkDuration.Enabled || UnfinishedWork.Enabled || LongestRunning.Enabled;

    public static void Register(IQueueFigures queue)
    {
        Queues.TryAdd(queue, 0);
    }

    public static void Unregister(IQueueFigures queue)
    {
        Queues.TryRemove(queue, out _);
    }

    private static IEnumerable<Measurement<T>> Read<T>(Func<IQueueFigures, T> figure)
        where T : struct
    {
        return Queues.Keys.Select(queue => new Measurement<T>(figure(queue), Label(queue)));
    }

    private static IEnumerable<Measurement<long>> ReadDepths()
    {
        return Queues.Keys.SelectMany(queue => new[]
        {
            Lane(queue, QueuePriority.Background, "background"),
            Lane(queue, QueuePriority.Normal, "normal"),
            Lane(queue, QueuePriority.High, "high"),
        });
    }

    private static Measurement<long> Lane(IQueueFigures queue, QueuePriority priority, string label)
    {
        return new Measurement<long>(queue.DepthOf(priority), Label(queue), new KeyValuePair<string, object?>("priority", label));
    }

    private static KeyValuePair<string, object?> Label(IQueueFigures queue)
    {
        return new KeyValuePair<string, object?>("name", queue.Name);
    }
}
