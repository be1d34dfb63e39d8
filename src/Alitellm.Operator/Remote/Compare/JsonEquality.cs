using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>
/// Whether two JSON trees say the same: objects whatever the order of their keys, arrays in order, numbers by exact decimal value.
/// Absent, null and empty are three different things.
/// </summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonNode? left, JsonNode? right)
    {
        switch (left, right)
        {
            case (JsonObject x, JsonObject y):
                return x.Count == y.Count && x.All(member => y.TryGetPropertyValue(member.Key, out var other) && AreEqual(member.Value, other));
            case (JsonArray x, JsonArray y):
                return x.Count == y.Count && x.Zip(y).All(pair => AreEqual(pair.First, pair.Second));
            default:
                var kind = JsonScalars.KindOf(left);
                return kind == JsonScalars.KindOf(right) && kind switch
                {
                    JsonValueKind.Number => DecimalText.AreEqual(JsonScalars.NumberOf(left)!, JsonScalars.NumberOf(right)!),
                    JsonValueKind.String => string.Equals(JsonScalars.TextOf(left), JsonScalars.TextOf(right), StringComparison.Ordinal),
                    _ => true,
                };
        }
    }
}
