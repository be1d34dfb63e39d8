using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Kubernetes.Status;

/// <summary>
/// RFC 7386 difference of two documents. Arrays are replaced whole. Numbers are equal when they have the same value, however they are
/// written. The format cannot store a null member: one in the wanted document means that the member is absent.
/// </summary>
public static class MergePatch
{
    /// <returns>The patch that turns <paramref name="from"/> into <paramref name="to"/>, or null when they are equal.</returns>
    public static JsonObject? Between(JsonObject from, JsonObject to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        JsonObject patch = [];
        foreach ((string name, JsonNode? wanted) in to)
        {
            if (wanted is null)
            {
                continue;
            }

            JsonNode? current = from[name];
            if (wanted is JsonObject wantedObject)
            {
                JsonObject? inner = Between(current as JsonObject ?? [], wantedObject);
                if (inner is not null || current is not JsonObject)
                {
                    patch[name] = inner ?? [];
                }
            }
            else if (!AreEqual(current, wanted))
            {
                patch[name] = wanted.DeepClone();
            }
        }

        foreach ((string name, JsonNode? current) in from)
        {
            if (current is not null && to[name] is null)
            {
                patch[name] = null;
            }
        }

        return patch.Count == 0 ? null : patch;
    }

    /// <summary>A new document: <paramref name="target"/> after <paramref name="patch"/>. Neither argument is changed.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(patch);
        JsonObject result = (JsonObject)target.DeepClone();
        foreach ((string name, JsonNode? change) in patch)
        {
            if (change is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = change is JsonObject inner ? Apply(result[name] as JsonObject ?? [], inner) : change.DeepClone();
            }
        }

        return result;
    }

    /// <summary>Deep equality in which numbers are compared by value; order counts in arrays, not in objects.</summary>
    public static bool AreEqual(JsonNode? left, JsonNode? right)
    {
        return (left, right) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(member => b.TryGetPropertyValue(member.Key, out JsonNode? other) && AreEqual(member.Value, other)),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
            (JsonValue a, JsonValue b) => ScalarsEqual(a, b),
            _ => false,
        };
    }

    /// <summary>The text decides first: values may be held as elements or as CLR values, and only numbers have several texts.</summary>
    private static bool ScalarsEqual(JsonValue left, JsonValue right)
    {
        if (left.GetValueKind() != right.GetValueKind())
        {
            return false;
        }

        string leftText = left.ToJsonString();
        string rightText = right.ToJsonString();
        if (leftText == rightText)
        {
            return true;
        }

        using JsonDocument a = JsonDocument.Parse(leftText);
        using JsonDocument b = JsonDocument.Parse(rightText);
        return JsonElement.DeepEquals(a.RootElement, b.RootElement);
    }
}
