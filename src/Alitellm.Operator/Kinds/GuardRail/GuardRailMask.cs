using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>
/// How LiteLLM shows the secrets of a guardrail: unlike a model's none is removed, a name is telling when it merely contains a word, two
/// characters stay at either end, and short texts become stars altogether.
/// </summary>
internal static class GuardRailMask
{
    private static readonly string[] s_words = ["authorization", "token", "key", "secret", "credential", "passw", "auth"];

    public static bool IsMasked(string key)
    {
        return LiteLLMMask.IsRemoved(key) || LiteLLMMask.IsMasked(key) || s_words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a read hides the field, or parts of it. Such a field cannot be ignored: its value cannot be sent back.</summary>
    public static bool Hides(FieldPath path)
    {
        return path.ToString() == GuardRailComparer.ParamsPath || path.SelfAndAncestors().Any(step => IsMasked(step.Key));
    }

    /// <summary>Whether what is shown can be the wanted value, for all the forms LiteLLM may have brought it into.</summary>
    /// <remarks>
    /// LiteLLM reads parameters into typed records: text becomes a number, and records in lists and maps gain members of their own. So
    /// numbers equal their text, further members are no difference, and a wanted null equals whatever LiteLLM takes for it.
    /// </remarks>
    /// <param name="hidden">A key on the way to the values has a telling name.</param>
    public static bool Covers(JsonNode? wanted, JsonNode? shown, bool hidden)
    {
        return (wanted, shown) switch
        {
            (null, _) => true,
            (JsonObject w, JsonObject s) => w.All(member => Covers(member.Value, s[member.Key], hidden || IsMasked(member.Key))),
            (JsonArray w, JsonArray s) => w.Count == s.Count && w.Zip(s).All(pair => Covers(pair.First, pair.Second, hidden)),
            _ => JsonEquality.AreEqual(Normalisers.Text(wanted), Normalisers.Text(shown)) || (hidden && (LiteLLMMask.Matches(wanted, shown, hidden: true) || IsStars(shown))),
        };
    }

    private static bool IsStars(JsonNode? shown)
    {
        return JsonScalars.TextOf(shown) is { Length: > 0 } text && !text.AsSpan().ContainsAnyExcept('*');
    }
}
