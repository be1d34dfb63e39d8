using System.Text.Json.Nodes;

namespace Alitellm.Chart.Tests.Support;

/// <summary>Where in the values one of them is.</summary>
internal sealed record ValuePath(IReadOnlyList<string> Names)
{
    /// <summary>Every value that stands for itself: what is no mapping, or an empty one.</summary>
    public static IEnumerable<ValuePath> LeavesOf(JsonObject values, params IEnumerable<string> above) => values.SelectMany(entry =>
        entry.Value is JsonObject { Count: > 0 } inner ? LeavesOf(inner, [.. above, entry.Key]) : [new ValuePath([.. above, entry.Key])]);

    public JsonNode? In(JsonObject values) => Names.Aggregate((JsonNode?)values, static (node, name) => node?[name]);

    public void Set(JsonObject values, JsonNode? value)
    {
        var parent = values;
        foreach (var name in Names.SkipLast(1))
        {
            parent = (parent[name] ??= new JsonObject()).AsObject();
        }

        parent[Names[^1]] = value?.DeepClone();
    }

    /// <summary>The objects around the value, the nearest first.</summary>
    public IEnumerable<ValuePath> Around() => Enumerable.Range(1, Names.Count - 1).Select(length => new ValuePath([.. Names.Take(length)])).Reverse();

    public override string ToString() => string.Join('.', Names);
}
