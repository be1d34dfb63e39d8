using System.Text.RegularExpressions;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.Dashboards;

/// <summary>Exit codes: 0 done, 1 something is wrong with the dashboards or their data, 2 wrong arguments.</summary>
internal static partial class CommandLine
{
    private const string Usage = """
        usage: dotnet run --project hack/Dashboards -- COMMAND

          generate          writes deploy/dashboards
          check             compares deploy/dashboards, and looks in it and in deploy/alerts for metrics that the catalogue does not have
          rules             prints every query as a recording rule, for promtool to parse
          verify URL [DIR]  asks the Prometheus at URL every query and fails when a panel has no data; draws the dashboards into DIR
        """;

    private const string Folder = "deploy/dashboards";
    private const string Alerts = "deploy/alerts/alitellm-operator.yaml";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case ["generate"]:
                Directory.CreateDirectory(Folder);
                foreach (var dashboard in Dashboard.All)
                {
                    await File.WriteAllTextAsync(PathOf(dashboard), GrafanaJson.Write(dashboard));
                }

                return Check(output, error);
            case ["check"]:
                return Check(output, error);
            case ["rules"]:
                await output.WriteAsync(Rules());
                return 0;
            case ["verify", var url, .. var rest] when rest.Length <= 1:
                return await new Verification(new Uri(url), rest.FirstOrDefault()).RunAsync(output, error);
            default:
                await error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static int Check(TextWriter output, TextWriter error)
    {
        var families = MetricCatalogue.All.Select(static family => family.Name).Append("up").ToHashSet(StringComparer.Ordinal);
        var stale = Dashboard.All.Where(dashboard => !File.Exists(PathOf(dashboard)) || File.ReadAllText(PathOf(dashboard)) != GrafanaJson.Write(dashboard)).Select(dashboard => $"stale: {PathOf(dashboard)}");
        var left = Directory.GetFiles(Folder, "alitellm-*.json").Except(Dashboard.All.Select(PathOf)).Select(file => $"left over: {file}");
        var unknown = Dashboard.All.SelectMany(dashboard => dashboard.Panels.SelectMany(panel => panel.Queries.SelectMany(query => QueryNames.Unknown(query.Expression, families))
            .Select(name => $"{dashboard.Name}, {panel.Title}: the catalogue has no {name}")));
        var unknownInAlerts = AlertExpressions().SelectMany(expression => QueryNames.Unknown(expression, families)).Select(static name => $"{Alerts}: the catalogue has no {name}");
        string[] problems = [.. stale, .. left, .. unknown, .. unknownInAlerts];
        foreach (var problem in problems)
        {
            error.WriteLine(problem);
        }

        if (problems.Length == 0)
        {
            output.WriteLine($"{Dashboard.All.Count} dashboards with {Dashboard.All.Sum(static dashboard => dashboard.Panels.Count())} panels are up to date; they and {AlertExpressions().Count()} alerts name only metrics of the catalogue.");
        }

        return problems.Length == 0 ? 0 : 1;
    }

    private static string Rules()
    {
        var queries = Dashboard.All.SelectMany(static dashboard => dashboard.Panels).SelectMany(static panel => panel.Queries);
        return $"groups:\n- name: dashboards\n  rules:\n{string.Concat(queries.Select(static (query, index) => $"  - record: query:{index}\n    expr: >-\n      {query.With("5m", "1h")}\n"))}";
    }

    private static IEnumerable<string> AlertExpressions() => AlertExpression().Matches(File.ReadAllText(Alerts)).Select(static match => match.Groups["expression"].Value);

    [GeneratedRegex(@"expr: >-\n\s+(?<expression>.+)")]
    private static partial Regex AlertExpression();

    private static string PathOf(Dashboard dashboard) => $"{Folder}/{dashboard.Name}.json";
}
