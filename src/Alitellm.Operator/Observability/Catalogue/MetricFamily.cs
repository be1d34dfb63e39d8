using System.Diagnostics.Metrics;

namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>One metric family, as the reference describes it and a scrape shows it.</summary>
/// <param name="Name">The full name: the exporter appends nothing.</param>
/// <param name="Meaning">One sentence; also the HELP text of the scrape.</param>
internal sealed record MetricFamily(MetricType Type, string Name, string Meaning)
{
    public IReadOnlyList<MetricLabel> Labels { get; init; } = [];

    /// <summary>Which part of the operator counts, for those who read the number.</summary>
    public string CountedBy { get; init; } = "";

    /// <summary>When the family has series at all; empty when always.</summary>
    public string ShownWhen { get; init; } = "";

    /// <summary>What one is: taken from the name, as Prometheus users do.</summary>
    public string Unit => Type == MetricType.Counter && !Name.EndsWith("_seconds_total", StringComparison.Ordinal) ? "events"
        : Name.EndsWith("_timestamp_seconds", StringComparison.Ordinal) ? "Unix time in seconds"
        : Name.Contains("_seconds", StringComparison.Ordinal) ? "seconds"
        : Name.Contains("_bytes", StringComparison.Ordinal) ? "bytes"
        : "number";

    public Counter<long> CounterOn(Meter meter) => meter.CreateCounter<long>(Name, description: Meaning);

    public void GaugeOn<T>(Meter meter, Func<IEnumerable<Measurement<T>>> observe)
        where T : struct => meter.CreateObservableGauge(Name, observe, description: Meaning);
}
