using System.Globalization;

namespace Alitellm.Dashboards;

/// <summary>Asks a Prometheus that has watched the operator everything the dashboards ask.</summary>
/// <param name="pictures">Folder for an SVG per dashboard; null draws none.</param>
internal sealed class Verification(Uri address, string? pictures)
{
    /// <summary>How far back is looked; the run before it is as long.</summary>
    private static readonly TimeSpan s_range = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(2);

    public async Task<int> RunAsync(TextWriter output, TextWriter error)
    {
        using var prometheus = new Prometheus(address);
        var to = TimeProvider.System.GetUtcNow();
        var empty = 0;
        foreach (var dashboard in Dashboard.All)
        {
            var data = new Dictionary<Panel, IReadOnlyList<(Query Query, Series Series)>>();
            foreach (var panel in dashboard.Panels)
            {
                data[panel] = await AskAsync(prometheus, panel, to);
                if (data[panel].Count == 0)
                {
                    empty++;
                    await error.WriteLineAsync($"{dashboard.Name}: \"{panel.Title}\" has no data: {panel.Queries[0].Expression}");
                }
            }

            await output.WriteLineAsync($"{dashboard.Name}: {data.Count} panels, {data.Values.Sum(static lines => lines.Count)} series");
            if (pictures is not null)
            {
                Directory.CreateDirectory(pictures);
                await File.WriteAllTextAsync(Path.Combine(pictures, $"{dashboard.Name}.svg"), new DashboardPicture(dashboard, data).Write());
            }
        }

        return empty == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<(Query Query, Series Series)>> AskAsync(Prometheus prometheus, Panel panel, DateTimeOffset to)
    {
        var found = new List<(Query, Series)>();
        var range = string.Create(CultureInfo.InvariantCulture, $"{s_range.TotalSeconds}s");
        foreach (var query in panel.Queries)
        {
            var answer = await prometheus.RangeAsync(query.With("30s", range), to - s_range, to, s_step);

            // A table shows what is now.
            found.AddRange(answer.Where(series => panel.Kind != PanelKind.Table || series.Points[^1].Time > (to - (2 * s_step)).ToUnixTimeSeconds()).Select(series => (query, series)));
        }

        return found;
    }
}
