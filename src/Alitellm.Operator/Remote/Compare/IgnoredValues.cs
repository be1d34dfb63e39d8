using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>For routes that replace an entry: an ignored field goes back as LiteLLM has it.</summary>
internal static class IgnoredValues
{
    /// <summary>Puts what is observed under ignored paths into the body, and takes out of it what is ignored and not there.</summary>
    /// <param name="at">Where the body lies; the root for a whole body.</param>
    public static void Keep(JsonObject body, JsonObject observed, FieldPath at, IgnorePaths ignore)
    {
        foreach (var key in body.Select(member => member.Key).Union(observed.Select(member => member.Key)).ToList())
        {
            var path = at.Child(key);
            if (ignore.Matches(path))
            {
                KeepWhole(body, key, observed[key]);
            }
            else if (observed[key] is JsonObject shown)
            {
                KeepWithin(body, key, shown, path, ignore);
            }
        }
    }

    private static void KeepWhole(JsonObject body, string key, JsonNode? shown)
    {
        if (shown is null)
        {
            body.Remove(key);
        }
        else
        {
            body[key] = shown.DeepClone();
        }
    }

    private static void KeepWithin(JsonObject body, string key, JsonObject shown, FieldPath path, IgnorePaths ignore)
    {
        if (body[key] is JsonObject inner)
        {
            Keep(inner, shown, path, ignore);
        }
        else if (!body.ContainsKey(key))
        {
            var kept = new JsonObject();
            Keep(kept, shown, path, ignore);
            if (kept.Count > 0)
            {
                body[key] = kept;
            }
        }
    }
}
