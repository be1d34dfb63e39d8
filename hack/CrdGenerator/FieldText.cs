using System.Text.Json.Nodes;

namespace Alitellm.CrdGenerator;

/// <summary>The cells of a field's row in the reference.</summary>
internal static class FieldText
{
    /// <summary>Text as it may stand in a table's cell.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    public static string Type(JsonNode field)
    {
        if (field["x-kubernetes-preserve-unknown-fields"] is not null)
        {
            return "free-form object";
        }

        return (string)field["type"]! switch
        {
            "array" => $"list of {Type(field["items"]!)}",
            "string" when field["format"] is not null => "time",
            var type => type,
        };
    }

    public static string Default(JsonNode field) => field["default"] is { } value ? $"`{value.ToJsonString()}`" : "";

    public static string Validation(JsonNode field)
    {
        var parts = new List<string>();
        Collect(parts, field, "");
        if (field["items"] is { } items && items["properties"] is null)
        {
            Collect(parts, items, "each ");
        }

        return string.Join("; ", parts);
    }

    private static void Collect(List<string> parts, JsonNode field, string prefix)
    {
        Add("enum", v => $"one of {string.Join(", ", v.AsArray().Select(a => $"`{a}`"))}");
        Add("pattern", v => $"matches `{v}`");
        Range("minLength", "maxLength", "characters");
        Range("minItems", "maxItems", "items");
        Range("minimum", "maximum", "");
        Add("x-kubernetes-list-map-keys", v => $"each `{v[0]}` once");
        Add("x-kubernetes-list-type", v => (string)v! == "set" ? "each once" : "");
        if (field["properties"] is null)
        {
            Add("x-kubernetes-validations", v => string.Join("; ", v.AsArray().Select(r => (string)r!["message"]!)));
        }

        void Add(string key, Func<JsonNode, string> text)
        {
            if (field[key] is { } value && text(value) is { Length: > 0 } part)
            {
                parts.Add(prefix + part);
            }
        }

        void Range(string low, string high, string unit)
        {
            var text = (field[low]?.ToJsonString(), field[high]?.ToJsonString()) switch
            {
                (null, null) => "",
                ("1", null) => $"at least 1 {unit.TrimEnd('s')}",
                ({ } least, null) => $"at least {least} {unit}",
                (null, { } most) => $"at most {most} {unit}",
                var (least, most) => $"{least} to {most} {unit}",
            };
            if (text.Length > 0)
            {
                parts.Add(prefix + text.TrimEnd());
            }
        }
    }
}
