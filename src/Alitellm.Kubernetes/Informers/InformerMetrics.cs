using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Informers;

/// <summary>Instruments of all informers, labelled by resource. Names are complete: no unit is appended by exporters.</summary>
internal sealed class InformerMetrics(string resource, TimeProvider timeProvider)
{
    private static readonly Gauge<long> ObjectsGauge
        = RuntimeTelemetry.Meter.CreateGauge<long>("alitellm_operator_informer_objects", description: "Objects in the store.");

    private static readonly Gauge<double> LastEventGauge
        = RuntimeTelemetry.Meter.CreateGauge<double>("alitellm_operator_informer_last_event_timestamp_seconds", description: "Unix time of the last watch event or bookmark.");

    private static readonly Gauge<double> LastSyncGauge
        = RuntimeTelemetry.Meter.CreateGauge<double>("alitellm_operator_informer_last_sync_timestamp_seconds", description: "Unix time of the last complete list.");

    private static readonly Counter<long> ListsCounter
        = RuntimeTelemetry.Meter.CreateCounter<long>("alitellm_operator_informer_lists_total", description: "Lists by result.");

    private static readonly Counter<long> WatchesCounter
        = RuntimeTelemetry.Meter.CreateCounter<long>("alitellm_operator_informer_watches_total", description: "Ended watches by how they ended.");

    private static readonly Counter<long> UndecodableCounter
        = RuntimeTelemetry.Meter.CreateCounter<long>("alitellm_operator_informer_undecodable_total", description: "Objects and watch lines that could not be read.");

    private static readonly Counter<long> HandlerErrorsCounter
        = RuntimeTelemetry.Meter.CreateCounter<long>("alitellm_operator_informer_handler_errors_total", description: "Exceptions of event handlers and index functions.");

    private readonly KeyValuePair<string, object?> _resource = new("resource", resource);

    /// <summary>Makes every counter visible at zero.</summary>
    public void Announce()
    {
        foreach (var result in RuntimeTelemetry.ListResults)
        {
            ListsCounter.Add(0, _resource, new("result", result));
        }

        foreach (var result in RuntimeTelemetry.WatchResults)
        {
            WatchesCounter.Add(0, _resource, new("result", result));
        }

        UndecodableCounter.Add(0, _resource);
        HandlerErrorsCounter.Add(0, _resource);
    }

    public void Objects(int count) => ObjectsGauge.Record(count, _resource);

    public void Event()
    {
        if (LastEventGauge.Enabled)
        {
            LastEventGauge.Record(Now(), _resource);
        }
    }

    public void Listed(string result)
    {
        ListsCounter.Add(1, _resource, new("result", result));
        if (result == "success")
        {
            LastSyncGauge.Record(Now(), _resource);
        }
    }

    public void WatchEnded(string result) => WatchesCounter.Add(1, _resource, new("result", result));

    public void Undecodable() => UndecodableCounter.Add(1, _resource);

    public void HandlerError() => HandlerErrorsCounter.Add(1, _resource);

    private double Now() => timeProvider.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
