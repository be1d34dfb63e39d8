using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Alitellm.Operator.Observability;

/// <summary>Collects the instruments of one host for the scrape page.</summary>
internal static class MetricsPipeline
{
    // The library's limit of 2,000 series would fold the rest into one overflow series.
    private const int SeriesPerFamily = OperatorState.StatusAgeCapacity;

    private static readonly HashSet<string> s_perObjectFamilies =
        [MetricNames.Reconcile, MetricNames.StatusAge, MetricNames.ConnectionReady, MetricNames.DeletionBlocked];

    // The usual buckets of Prometheus client libraries, in seconds, and longer ones because work can take many requests of up to 30 s.
    private static readonly double[] s_buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

    /// <summary>Start it before any metric is touched: what is counted earlier is not seen.</summary>
    public static MeterProvider Start(OperatorMetrics metrics) => Sdk.CreateMeterProviderBuilder()
        .AddMeter(MetricNames.Meter, MetricNames.KubernetesMeter, MetricNames.LiteLLMMeter)
        .AddRuntimeInstrumentation()
        .AddView(instrument => View(instrument, metrics.Meter))
        .AddPrometheusExporter(static options =>
        {
            // Both would change every series: scope labels, and a second page of resource attributes.
            options.ScopeInfoEnabled = false;
            options.TargetInfoEnabled = false;
            options.ScrapeResponseCacheDurationMilliseconds = 0;
        })
        .Build();

    private static MetricStreamConfiguration? View(Instrument instrument, Meter own)
    {
        if (instrument.Meter.Name == own.Name && instrument.Meter != own)
        {
            return MetricStreamConfiguration.Drop;
        }

        if (instrument is Histogram<double> histogram)
        {
            // An instrument that advises its own buckets is followed.
            return histogram.Advice?.HistogramBucketBoundaries is null ? new ExplicitBucketHistogramConfiguration { Boundaries = s_buckets } : null;
        }

        return s_perObjectFamilies.Contains(instrument.Name) ? new MetricStreamConfiguration { CardinalityLimit = SeriesPerFamily } : null;
    }
}
