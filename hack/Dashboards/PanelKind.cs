namespace Alitellm.Dashboards;

/// <summary>How a panel shows its numbers; the values are Grafana's names.</summary>
internal enum PanelKind
{
    Stat,
    TimeSeries,
    Table,
}
