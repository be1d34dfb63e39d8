namespace Alitellm.Dashboards;

/// <summary>One panel.</summary>
/// <param name="Description">What a good and a bad picture mean.</param>
internal sealed record Panel(PanelKind Kind, string Title, string Description, params IReadOnlyList<Query> Queries)
{
    /// <summary>Grafana's name of the unit.</summary>
    public string Unit { get; init; } = "short";

    /// <summary>Of 24 columns.</summary>
    public int Width { get; init; } = Kind == PanelKind.Stat ? 4 : 12;

    public int Height => Kind == PanelKind.Stat ? 4 : 8;

    /// <summary>From which values on a number is yellow, and red; none where no value is bad.</summary>
    public (double Yellow, double Red)? Limits { get; init; }

    /// <summary>Whether small numbers are the bad ones.</summary>
    public bool SmallIsBad { get; init; }
}
