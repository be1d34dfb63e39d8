using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>Reads scalars of a JSON tree without converting them: numbers keep the text they were written in.</summary>
internal static class JsonScalars
{
    /// <summary>The kind of a node, with the CLR null that stands for JSON null included.</summary>
    public static JsonValueKind KindOf(JsonNode? node)
    {
        return node is null ? JsonValueKind.Null : node.GetValueKind();
    }

    /// <summary>The unescaped text when the node is a JSON string.</summary>
    public static string? TextOf(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        if (value.TryGetValue<string>(out var text))
        {
            return text;
        }

        // A string-like CLR value (a date, a Guid) has text only in its written form.
        using var written = JsonDocument.Parse(value.ToJsonString());
        return written.RootElement.GetString();
    }

    /// <summary>The number as written when the node is a JSON number.</summary>
    public static string? NumberOf(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue<JsonElement>(out var element) ? element.GetRawText() : value.ToJsonString();
    }
}
