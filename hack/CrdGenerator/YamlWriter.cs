using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alitellm.CrdGenerator;

/// <summary>Writes JSON as block-style YAML with sorted keys: equal input gives equal bytes on every machine.</summary>
internal static partial class YamlWriter
{
    private const int Width = 120;

    public static string Write(JsonObject document)
    {
        var text = new StringBuilder();
        AppendObject(text, document, 0, firstIndented: true);
        return text.ToString();
    }

    private static void AppendObject(StringBuilder text, JsonObject fields, int indent, bool firstIndented)
    {
        foreach (var (key, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            text.Append(' ', firstIndented ? indent : 0).Append(Quoted(key)).Append(':');
            firstIndented = true;
            AppendValue(text, value, indent);
        }
    }

    /// <summary>Appends what follows a key: a scalar on its line, or a block below it.</summary>
    private static void AppendValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } fields:
                text.Append('\n');
                AppendObject(text, fields, indent + 2, firstIndented: true);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('\n');
                AppendArray(text, items, indent);
                break;
            default:
                text.Append(' ');
                AppendScalar(text, value, indent);
                break;
        }
    }

    private static void AppendArray(StringBuilder text, JsonArray items, int indent)
    {
        foreach (var item in items)
        {
            text.Append(' ', indent).Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } fields:
                    AppendObject(text, fields, indent + 2, firstIndented: false);
                    break;
                case JsonArray { Count: > 0 }:
                    throw new NotSupportedException("A list in a list has no use in a CustomResourceDefinition.");
                default:
                    AppendScalar(text, item, indent);
                    break;
            }
        }
    }

    private static void AppendScalar(StringBuilder text, JsonNode? value, int indent)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            text.Append(value?.ToJsonString() ?? "null").Append('\n');
            return;
        }

        var line = value.GetValue<string>();
        if (line.Length + indent > Width && Foldable().IsMatch(line))
        {
            AppendFolded(text, line, indent + 2);
            return;
        }

        text.Append(Quoted(line)).Append('\n');
    }

    /// <summary>A folded block: its lines are read as one, joined by single spaces.</summary>
    private static void AppendFolded(StringBuilder text, string line, int indent)
    {
        text.Append(">-");
        var room = 0;
        foreach (var word in line.Split(' '))
        {
            room -= word.Length + 1;
            if (room < 0)
            {
                text.Append('\n').Append(' ', indent).Append(word);
                room = Width - indent - word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
            }
        }

        text.Append('\n');
    }

    private static string Quoted(string value)
    {
        if (Plain().IsMatch(value) && !Keyword().IsMatch(value))
        {
            return value;
        }

        // Only double quotes, as in JSON, can hold line breaks and the like.
        return value.Any(char.IsControl) ? JsonValue.Create(value).ToJsonString() : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    [GeneratedRegex(@"^[A-Za-z]([A-Za-z0-9_./ ,()\-]*[A-Za-z0-9_./)])?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();

    /// <summary>Words with single spaces between them, and nothing that a block could not hold.</summary>
    [GeneratedRegex(@"^[^\s\p{C}]+( [^\s\p{C}]+)+\z")]
    private static partial Regex Foldable();
}
