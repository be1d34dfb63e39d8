using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>
/// Placeholders <c>{{NAME}}</c> in the bags of a spec. Every string leaf is scanned, at any depth and for any number of placeholders.
/// Keys are not scanned, other leaves are untouched, text that was filled in is not scanned again, and anything that does not fit the
/// grammar exactly (lower case, inner spaces) is literal text.
/// </summary>
internal static class Placeholders
{
    /// <summary>Fills in a copy of the bag. A placeholder without a value stays as it is and is reported.</summary>
    public static SubstitutionResult Substitute(JsonObject bag, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(bag);
        ArgumentNullException.ThrowIfNull(values);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var filled = (JsonObject)Copy(bag, values, used)!;
        return new(filled, [.. used.Where(name => !values.ContainsKey(name))], [.. used]);
    }

    /// <summary>The names of all placeholders in the bag.</summary>
    public static IReadOnlySet<string> Used(JsonObject bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        Collect(bag, used);
        return used;
    }

    private static void Collect(JsonNode? node, SortedSet<string> used)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    Collect(value, used);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, used);
                }

                break;
            default:
                var text = JsonScalars.TextOf(node);
                for (var from = 0; text is not null && PlaceholderScanner.TryFind(text, from, out var at, out var end); from = end)
                {
                    used.Add(text[(at + 2)..(end - 2)]);
                }

                break;
        }
    }

    private static JsonNode? Copy(JsonNode? node, IReadOnlyDictionary<string, string> values, SortedSet<string> used)
    {
        switch (node)
        {
            case JsonObject members:
                var objectCopy = new JsonObject();
                foreach (var (key, value) in members)
                {
                    objectCopy.Add(key, Copy(value, values, used));
                }

                return objectCopy;
            case JsonArray items:
                var arrayCopy = new JsonArray();
                foreach (var item in items)
                {
                    arrayCopy.Add(Copy(item, values, used));
                }

                return arrayCopy;
            default:
                return JsonScalars.TextOf(node) is { } text && Fill(text, values, used) is { } filled
                    ? JsonValue.Create(filled)
                    : node?.DeepClone();
        }
    }

    /// <summary>The text with its placeholders filled in; null when it has none.</summary>
    private static string? Fill(string text, IReadOnlyDictionary<string, string> values, SortedSet<string> used)
    {
        StringBuilder? filled = null;
        var from = 0;
        while (PlaceholderScanner.TryFind(text, from, out var at, out var end))
        {
            var name = text[(at + 2)..(end - 2)];
            used.Add(name);
            filled ??= new StringBuilder(text.Length);
            filled.Append(text, from, at - from);
            if (values.TryGetValue(name, out var value))
            {
                filled.Append(value);
            }
            else
            {
                filled.Append(text, at, end - at);
            }

            from = end;
        }

        return filled?.Append(text, from, text.Length - from).ToString();
    }
}
