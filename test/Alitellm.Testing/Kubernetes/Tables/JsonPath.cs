using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// The part of JSONPath printer columns use: <c>.a.b</c>, <c>['a']</c>, <c>.a\.b</c>, <c>[0]</c>, <c>[*]</c> and filters
/// <c>[?(@.type=="Ready")]</c>. Missing members give no result.
/// </summary>
internal sealed partial class JsonPath
{
    private readonly List<Func<JsonNode, IEnumerable<JsonNode?>>> _steps = [];

    /// <exception cref="ArgumentException">The expression uses something else.</exception>
    public JsonPath(string expression)
    {
        var rest = expression.Trim();
        rest = rest.StartsWith('{') && rest.EndsWith('}') ? rest[1..^1] : rest;
        rest = rest.StartsWith('$') ? rest[1..] : rest;
        while (rest.Length > 0 && rest != ".")
        {
            var match = Part().Match(rest);
            if (!match.Success || match.Length == 0)
            {
                throw new ArgumentException($"unsupported JSONPath \"{expression}\"", nameof(expression));
            }

            _steps.Add(Step(match));
            rest = rest[match.Length..];
        }
    }

    public IReadOnlyList<JsonNode?> Find(JsonNode root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in _steps)
        {
            found = found.Where(n => n is not null).SelectMany(n => step(n!));
        }

        return [.. found];
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Step(Match match)
    {
        if (match.Groups["field"].Success)
        {
            return Member(match.Groups["field"].Value.Replace("\\.", ".", StringComparison.Ordinal));
        }

        if (match.Groups["quoted"].Success)
        {
            return Member(match.Groups["quoted"].Value);
        }

        if (match.Groups["index"].Success)
        {
            var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
            return node => node is JsonArray list && (index < 0 ? list.Count + index : index) is var at && at >= 0 && at < list.Count ? [list[at]] : [];
        }

        if (match.Groups["key"].Success)
        {
            var inner = new JsonPath(match.Groups["key"].Value);
            var wanted = match.Groups["value"].Value;
            var equal = match.Groups["op"].Value == "==";
            return node => node is JsonArray list
                ? list.Where(i => i is not null && inner.Find(i) is [{ } found, ..] && found.ToString() == wanted == equal)
                : [];
        }

        return node => node switch
        {
            JsonArray list => list,
            JsonObject map => map.Select(m => m.Value),
            _ => [],
        };
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Member(string name) =>
        node => node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? [value] : [];

    [GeneratedRegex("""^(?:\.(?<field>(?:[\w$/-]|\\.)+)|\.?\['(?<quoted>[^']+)'\]|\[(?<index>-?\d+)\]|\.?\[?\*\]?|\[\?\(\s*@(?<key>[^=!]+?)\s*(?<op>==|!=)\s*["']?(?<value>[^"')]*)["']?\s*\)\])""")]
    private static partial Regex Part();
}
