using System.Text.Json.Nodes;

namespace Alitellm.Operator.Kinds;

/// <summary>Lists that are sets: blank entries mean nothing, and neither order nor repetition is a change.</summary>
internal static class NameSets
{
    public static IReadOnlyList<string> Of(params IEnumerable<string>?[] lists)
    {
        return [.. lists.SelectMany(list => list ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static JsonArray Array(IEnumerable<string> names)
    {
        return new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
    }
}
