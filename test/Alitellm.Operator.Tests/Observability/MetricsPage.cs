using System.Globalization;
using System.Text.RegularExpressions;

namespace Alitellm.Operator.Tests.Observability;

/// <summary>A scraped page: the value of every series by its text, labels in alphabetical order.</summary>
internal sealed partial class MetricsPage
{
    private readonly Dictionary<string, double> _series = [];

    public MetricsPage(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.StartsWith('#')))
        {
            Match match = SeriesLine().Match(line);
            string[] labels = [.. match.Groups["labels"].Value.Split(',').Order(StringComparer.Ordinal)];
            _series.Add($"{match.Groups["name"].Value}{{{string.Join(',', labels)}}}", double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
        }
    }

    public IReadOnlyDictionary<string, double> Series => _series;

    public IEnumerable<string> Family(string name) => _series.Keys.Where(series => series.StartsWith(name + "{", StringComparison.Ordinal));

    public IEnumerable<string> FamilyNames => _series.Keys.Select(static series => series[..series.IndexOf('{', StringComparison.Ordinal)]).Distinct();

    [GeneratedRegex("""^(?<name>[a-zA-Z0-9_:]+)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$""")]
    private static partial Regex SeriesLine();
}
