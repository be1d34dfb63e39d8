using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>The forms LiteLLM is known to change values into.</summary>
internal static class Normalisers
{
    /// <summary>Numbers and booleans as text, numbers without superfluous digits: <c>1.0</c>, <c>"1"</c> and <c>1</c> are one.</summary>
    public static JsonNode? Text(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Text(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Text)]);
            default:
                return JsonScalars.KindOf(value) switch
                {
                    JsonValueKind.True => JsonValue.Create("true"),
                    JsonValueKind.False => JsonValue.Create("false"),
                    JsonValueKind.Number => JsonValue.Create(NumberText(JsonScalars.NumberOf(value)!)),
                    JsonValueKind.String => JsonValue.Create(NumberText(JsonScalars.TextOf(value)!)),
                    _ => null,
                };
        }
    }

    /// <summary>A list as a set: sorted by canonical text, without repetitions. Other values are left alone.</summary>
    public static JsonNode? Unordered(JsonNode? value)
    {
        if (value is not JsonArray items)
        {
            return value;
        }

        var distinct = new SortedDictionary<string, JsonNode?>(Utf8Order.Instance);
        foreach (var item in items)
        {
            distinct[CanonicalJson.Write(item)] = item;
        }

        return new JsonArray([.. distinct.Values.Select(item => item?.DeepClone())]);
    }

    private static string NumberText(string text)
    {
        return DecimalText.TryParse(text, out var number) ? number.ToString() : text;
    }
}
