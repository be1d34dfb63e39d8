namespace Alitellm.Dashboards;

/// <summary>One dashboard.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Uid">By which Grafana keeps it apart; never changed.</param>
internal sealed record Dashboard(string Name, string Uid, string Title, string Description, params IReadOnlyList<Row> Rows)
{
    public static IReadOnlyList<Dashboard> All { get; } =
        [Boards.Overview.Board, Boards.PipelineA.Board, Boards.PipelineB.Board, Boards.Clients.Board];

    public IEnumerable<Panel> Panels => Rows.SelectMany(static row => row.Panels);
}
