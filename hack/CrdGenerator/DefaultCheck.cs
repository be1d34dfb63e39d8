using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alitellm.CrdGenerator;

/// <summary>Checks a default value against the schema it is for, as far as defaults use it.</summary>
internal static class DefaultCheck
{
    /// <summary>What is wrong with the value; null when nothing is.</summary>
    public static string? Problem(JsonNode schema, JsonNode? value)
    {
        var type = (string)schema["type"]!;
        var fits = value?.GetValueKind() switch
        {
            JsonValueKind.String => type == "string",
            JsonValueKind.Number => type is "integer" or "number",
            JsonValueKind.True or JsonValueKind.False => type == "boolean",
            JsonValueKind.Array => type == "array",
            JsonValueKind.Object => type == "object",
            _ => false,
        };
        if (!fits)
        {
            return $"it is no {type}";
        }

        return value switch
        {
            JsonArray array => array.Select(item => Problem(schema["items"]!, item)).FirstOrDefault(p => p is not null),
            JsonObject fields => fields.Select(field => Field(schema, field.Key, field.Value)).FirstOrDefault(p => p is not null),
            _ => Scalar(schema, value!),
        };
    }

    private static string? Field(JsonNode schema, string name, JsonNode? value) =>
        schema["properties"]?[name] is { } field ? Problem(field, value) : $"there is no field '{name}'";

    private static string? Scalar(JsonNode schema, JsonNode value)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            return "it is none of the allowed values";
        }

        if (schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!))
        {
            return "it does not match the pattern";
        }

        if (value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        var number = value.GetValue<double>();
        var tooSmall = schema["minimum"] is { } least && number < (long)least;
        var tooGreat = schema["maximum"] is { } most && number > (long)most;
        return tooSmall || tooGreat ? "it is out of range" : null;
    }
}
