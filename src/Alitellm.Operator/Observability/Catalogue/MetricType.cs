namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>The types of the Prometheus text format.</summary>
internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}
