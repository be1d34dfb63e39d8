using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The type checks of a request's fields; a wrong type throws the framework's 422.</summary>
internal static class Columns
{
    public static JsonNode? Of(ColumnKind kind, JsonNode? value, string name) => value is null || Fits(kind, value)
        ? value?.DeepClone()
        : throw new ReplyException(Errors.Invalid(TypeOf(kind), $"Input should be a valid {WordOf(kind)}", value, "body", name));

    /// <summary>A required text; 422 when it is missing or something else.</summary>
    public static string Required(JsonObject body, string name)
    {
        if (!body.TryGetPropertyValue(name, out var value))
        {
            throw new ReplyException(Errors.Missing(body, "body", name));
        }

        return Json.Text(Of(ColumnKind.Text, value, name)) ?? throw new ReplyException(Errors.Invalid("string_type", "Input should be a valid string", value, "body", name));
    }

    private static bool Fits(ColumnKind kind, JsonNode value) => kind switch
    {
        ColumnKind.Text => Json.IsString(value),
        ColumnKind.Flag => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        ColumnKind.Number => value.GetValueKind() == JsonValueKind.Number,
        ColumnKind.Map => value is JsonObject,
        ColumnKind.TextMap => value is JsonObject map && map.All(member => Json.IsString(member.Value)),
        ColumnKind.TextList => value is JsonArray list && list.All(Json.IsString),
        _ => true,
    };

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "string_type",
        ColumnKind.Flag => "bool_type",
        ColumnKind.Number => "int_type",
        ColumnKind.TextList => "list_type",
        _ => "dict_type",
    };

    private static string WordOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "string",
        ColumnKind.Flag => "boolean",
        ColumnKind.Number => "integer",
        ColumnKind.TextList => "list",
        _ => "dictionary",
    };
}
