namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>One label of a family.</summary>
/// <param name="Name">As a scrape shows it.</param>
/// <param name="Values">All values it can have; empty where they are not known beforehand.</param>
/// <param name="Meaning">What the values are, where they cannot be listed.</param>
internal sealed record MetricLabel(string Name, IReadOnlyList<string> Values, string Meaning = "")
{
    public MetricLabel(string name, string meaning)
        : this(name, [], meaning)
    {
    }
}
