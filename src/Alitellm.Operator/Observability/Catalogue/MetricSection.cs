namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>Families that are read together.</summary>
internal sealed record MetricSection(string Title, IReadOnlyList<MetricFamily> Families);
