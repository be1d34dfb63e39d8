using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds;

/// <summary>The tags of a free-form bag, by which access groups select an entry.</summary>
internal static class TagList
{
    /// <param name="alias">Looked at when the key itself yields nothing.</param>
    public static IReadOnlyList<string> Of(JsonObject? bag, string key, string alias)
    {
        return Texts(bag?[key]) is { Count: > 0 } tags ? tags : Texts(bag?[alias]);
    }

    private static List<string> Texts(JsonNode? value)
    {
        return value is JsonArray items ? [.. items.Select(JsonScalars.TextOf).OfType<string>().Where(text => text.Length > 0)] : [];
    }
}
