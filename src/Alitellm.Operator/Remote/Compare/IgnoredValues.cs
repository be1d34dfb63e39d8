using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>For routes that replace: what an object asks to leave alone goes back as LiteLLM has it.</summary>
internal static class IgnoredValues
{
    /// <summary>Puts the observed values of the ignored paths into the body; one that LiteLLM does not have is taken out.</summary>
    public static void Keep(JsonObject body, JsonObject? observed, IgnorePaths ignore)
    {
        if (observed is not null && !ReferenceEquals(ignore, IgnorePaths.None))
        {
            Keep(FieldPath.Root, body, observed, ignore);
        }
    }

    private static void Keep(FieldPath at, JsonObject body, JsonObject observed, IgnorePaths ignore)
    {
        foreach (var key in body.Select(member => member.Key).Union(observed.Select(member => member.Key), StringComparer.Ordinal).ToList())
        {
            var path = at.Child(key);
            if (ignore.Matches(path))
            {
                body.Remove(key);
                if (observed[key] is { } value)
                {
                    body[key] = value.DeepClone();
                }
            }
            else if (observed[key] is JsonObject shown && body[key] is null or JsonObject)
            {
                var inner = body[key] as JsonObject ?? [];
                Keep(path, inner, shown, ignore);
                if (inner.Parent is null && inner.Count > 0)
                {
                    body[key] = inner;
                }
            }
        }
    }
}
