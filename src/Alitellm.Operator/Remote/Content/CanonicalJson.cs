using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>
/// One text for all JSON trees that say the same: object keys in UTF-8 byte order, arrays in order, no whitespace, numbers as
/// written (never rounded through a double), and only those characters escaped that JSON requires to be.
/// </summary>
/// <remarks>
/// Absent, null and empty stay three different things. Equal numbers written differently (<c>1</c>, <c>1.0</c>) have different
/// texts: a rewritten spec is one more write, a rounded number would be a wrong one.
/// </remarks>
internal static class CanonicalJson
{
    private static readonly SearchValues<char> _special = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c))
        + string.Concat(Enumerable.Range(0xD800, 0x800).Select(c => (char)c)));

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendObject(text, members);
                break;
            case JsonArray items:
                AppendArray(text, items);
                break;
            default:
                AppendScalar(text, node);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject members)
    {
        var sorted = new KeyValuePair<string, JsonNode?>[members.Count];
        ((ICollection<KeyValuePair<string, JsonNode?>>)members).CopyTo(sorted, 0);
        Array.Sort(sorted, static (x, y) => Utf8Order.Instance.Compare(x.Key, y.Key));

        text.Append('{');
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            AppendString(text, sorted[i].Key);
            text.Append(':');
            Append(text, sorted[i].Value);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, JsonArray items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Append(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendScalar(StringBuilder text, JsonNode node)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.String:
                AppendString(text, JsonScalars.TextOf(node)!);
                break;
            case JsonValueKind.Number:
                text.Append(JsonScalars.NumberOf(node));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            default:
                throw new ArgumentException("A JSON tree holds objects, arrays, strings, numbers, booleans and nulls only.", nameof(node));
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        int at;
        while ((at = rest.IndexOfAny(_special)) >= 0)
        {
            text.Append(rest[..at]);
            if (at + 1 < rest.Length && char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                text.Append(rest.Slice(at, 2));
                rest = rest[(at + 2)..];
                continue;
            }

            AppendEscaped(text, rest[at]);
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }

    /// <summary>The short escapes where JSON has them, else four lower-case hex digits; lone surrogates have no UTF-8 form.</summary>
    private static void AppendEscaped(StringBuilder text, char c)
    {
        text.Append('\\');
        var shortForm = c switch
        {
            '"' or '\\' => c,
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            _ => '\0',
        };
        if (shortForm != '\0')
        {
            text.Append(shortForm);
            return;
        }

        text.Append('u').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
    }
}
