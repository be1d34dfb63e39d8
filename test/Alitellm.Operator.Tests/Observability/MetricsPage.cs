using System.Globalization;
using System.Text.RegularExpressions;

namespace Alitellm.Operator.Tests.Observability;

/// <summary>A scraped page: the value of every series by its text, labels in alphabetical order.</summary>
internal sealed partial class MetricsPage
{
    private readonly Dictionary<string, double> _series = [];
    private readonly Dictionary<string, (string Type, string Help)> _families = new(StringComparer.Ordinal);

    public MetricsPage(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                ReadComment(line.Split(' ', 4));
                continue;
            }

            Match match = SeriesLine().Match(line);
            string[] labels = [.. match.Groups["labels"].Value.Split(',').Order(StringComparer.Ordinal)];
            _series.Add($"{match.Groups["name"].Value}{{{string.Join(',', labels)}}}", double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
        }
    }

    public IReadOnlyDictionary<string, double> Series => _series;

    /// <summary>Type and help text by family name.</summary>
    public IReadOnlyDictionary<string, (string Type, string Help)> Families => _families;

    /// <summary>The labels of one series, <c>le</c> left out.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOf(string series) => Label().Matches(series)
        .Where(static match => match.Groups["name"].Value != "le")
        .ToDictionary(static match => match.Groups["name"].Value, static match => match.Groups["value"].Value);

    public IEnumerable<string> Family(string name) => _series.Keys.Where(series => series.StartsWith(name + "{", StringComparison.Ordinal));

    public IEnumerable<string> FamilyNames => _series.Keys.Select(static series => series[..series.IndexOf('{', StringComparison.Ordinal)]).Distinct();

    private void ReadComment(string[] words)
    {
        if (words is [_, "TYPE" or "HELP", var name, ..])
        {
            var known = _families.GetValueOrDefault(name, ("", ""));
            string text = words.ElementAtOrDefault(3) ?? "";
            _families[name] = words[1] == "TYPE" ? known with { Item1 = text } : known with { Item2 = text };
        }
    }

    [GeneratedRegex("""[{,](?<name>[a-z_]+)="(?<value>[^"]*)["]""")]
    private static partial Regex Label();

    [GeneratedRegex("""^(?<name>[a-zA-Z0-9_:]+)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$""")]
    private static partial Regex SeriesLine();
}
