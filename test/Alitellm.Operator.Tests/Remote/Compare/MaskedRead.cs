using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Tests.Remote.Compare;

/// <summary>Shows a map as LiteLLM may, in a reading drawn anew for each value that leaves one open. Written apart from the product's mask.</summary>
internal sealed class MaskedRead(Random random)
{
    public JsonObject Show(JsonObject stored)
    {
        return ShowObject(stored, hidden: false, top: true);
    }

    private JsonObject ShowObject(JsonObject stored, bool hidden, bool top)
    {
        var shown = new JsonObject();
        foreach (var (key, value) in stored)
        {
            if (LiteLLMMask.IsRemoved(key) && (top || random.Next(2) == 0))
            {
                continue;
            }

            shown[key] = ShowValue(value, hidden, LiteLLMMask.IsMasked(key));
        }

        return shown;
    }

    private JsonNode? ShowValue(JsonNode? value, bool hiddenAbove, bool hiddenHere)
    {
        var hidden = hiddenAbove || hiddenHere;
        switch (value)
        {
            case JsonObject members when hiddenHere && random.Next(3) == 0:
                return Python(members);
            case JsonObject members:
                // An object under a masked name is masked whole, or by its own names only.
                return ShowObject(members, hidden && random.Next(2) == 0, top: false);
            case JsonArray items when hiddenHere && random.Next(3) == 0:
                return Python(items);
            case JsonArray items:
                return new JsonArray([.. items.Select(item => ShowValue(item, hidden && random.Next(2) == 0, hiddenHere: false))]);
            default:
                return hidden ? ShowScalar(value) : value?.DeepClone();
        }
    }

    private JsonNode? ShowScalar(JsonNode? value)
    {
        return JsonScalars.KindOf(value) switch
        {
            JsonValueKind.String => Mask(JsonScalars.TextOf(value)!),
            JsonValueKind.Number => Mask(PythonNumber.Texts(JsonScalars.NumberOf(value)!).ElementAt(random.Next(2))),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => random.Next(2) == 0 ? null : "",
        };
    }

    private string Python(JsonNode value)
    {
        // The inside is of a form only Python knows; the ends are all that is certain.
        return Mask(value is JsonObject ? "{'a': 'some-value', 'b': []}" : "['some-value', {}]");
    }

    private string Mask(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (runes.Length < 8 || (runes.Length == 8 && random.Next(2) == 0))
        {
            return text;
        }

        var stars = random.Next(2) == 0 ? 4 : runes.Length - 8;
        return string.Concat(runes[..4]) + new string('*', stars) + string.Concat(runes[^4..]);
    }
}
