using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>
/// What LiteLLM does to secrets when it shows an entry: five keys are removed, values under other telling names are shown as
/// <c>abcd****wxyz</c>, short ones in full, numbers among them as text.
/// </summary>
/// <remarks>
/// Seen of LiteLLM: the names, the shape, that values shorter than eight characters are shown in full, and that numbers become strings.
/// Open, and therefore read so that <see cref="Matches"/> accepts every reading and never calls an untouched value changed:
/// <list type="bullet">
/// <item>whether the stars stand for the hidden length or are always four, and whether eight characters are masked; guardrails show two
/// characters on each side instead of four;</item>
/// <item>how a number is spelled (as written, or as Python prints a float: <c>0.0000025</c> is <c>2.5e-06</c>), and booleans and null;</item>
/// <item>whether the values in an object under a masked name are masked by their own names, all, or not at all, and whether objects in a
/// list are masked like others;</item>
/// <item>whether a list or an object under a masked name is shown as one masked text of a form we cannot rebuild: such a text equals
/// every value of its kind;</item>
/// <item>whether the five keys are removed below the first level too.</item>
/// </list>
/// What a mask hides cannot be seen to change; the hash in the marker covers what we wrote.
/// </remarks>
internal static class LiteLLMMask
{
    /// <summary>Characters shown before and after the stars in a model.</summary>
    private const int _visible = 4;

    /// <summary>Characters shown before and after the stars in a guardrail.</summary>
    private const int _visibleInGuardrails = 2;

    private const string _stars = "****";

    private static readonly FrozenSet<string> _removed =
        FrozenSet.Create(StringComparer.Ordinal, "api_key", "client_secret", "vertex_credentials", "aws_access_key_id", "aws_secret_access_key");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _maskedSegments = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "password",
        "secret",
        "key",
        "token",
        "auth",
        "authorization",
        "credential",
        "access",
        "private",
        "certificate",
        "fingerprint",
        "tenancy").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a read leaves the key out.</summary>
    public static bool IsRemoved(string key)
    {
        return _removed.Contains(key);
    }

    /// <summary>Whether a read masks the value under the key: one of its segments, split at <c>_</c> and <c>-</c>, is a telling name.</summary>
    public static bool IsMasked(string key)
    {
        foreach (var segment in key.AsSpan().SplitAny('_', '-'))
        {
            if (_maskedSegments.Contains(key.AsSpan(segment)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a read hides the field: a key on its path is removed or masked. Such a field cannot be ignored.</summary>
    public static bool Hides(FieldPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.SelfAndAncestors().Any(step => IsRemoved(step.Key) || IsMasked(step.Key));
    }

    /// <summary>
    /// Whether values under the key must not be shown to people. A price (<c>input_cost_per_token</c>) is masked by LiteLLM but is no secret.
    /// </summary>
    public static bool IsSecretName(string key)
    {
        return IsRemoved(key) || (IsMasked(key) && !HasSegment(key, "cost"));
    }

    /// <summary>
    /// What a read shows for a value under a masked name, in the reading of four stars: text masked, numbers and booleans as text, the
    /// parts of lists and objects each by itself.
    /// </summary>
    public static JsonNode? Mask(JsonNode? value)
    {
        return value switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Mask(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Mask)]),
            _ => TextsOf(value).FirstOrDefault() is { } text && value is not null ? JsonValue.Create(MaskText(text)) : null,
        };
    }

    /// <summary>Whether what a read shows can be the desired value behind a mask.</summary>
    /// <param name="hidden">Whether a key on the way to the values has a masked name.</param>
    public static bool Matches(JsonNode? desired, JsonNode? observed, bool hidden)
    {
        switch (desired, observed)
        {
            case (JsonObject d, JsonObject o):
                return d.All(member => o.TryGetPropertyValue(member.Key, out var shown)
                        ? Matches(member.Value, shown, hidden || IsMasked(member.Key))
                        : IsRemoved(member.Key))
                    && o.All(member => d.ContainsKey(member.Key));
            case (JsonArray d, JsonArray o):
                return d.Count == o.Count && d.Zip(o).All(pair => Matches(pair.First, pair.Second, hidden));
            default:
                return JsonEquality.AreEqual(desired, observed)
                    || (hidden && JsonScalars.TextOf(observed) is { } text && MatchesText(desired, text));
        }
    }

    private static bool MatchesText(JsonNode? desired, string shown)
    {
        switch (desired)
        {
            case JsonObject:
                return shown.StartsWith('{') && shown.EndsWith('}');
            case JsonArray:
                return shown.StartsWith('[') && shown.EndsWith(']');
            default:
                var isNumber = JsonScalars.KindOf(desired) == JsonValueKind.Number;
                return TextsOf(desired).Any(text =>
                    string.Equals(text, shown, StringComparison.Ordinal)
                    || (isNumber && DecimalText.AreEqual(text, shown))
                    || IsMaskOf(text, shown, _visible)
                    || IsMaskOf(text, shown, _visibleInGuardrails));
        }
    }

    /// <summary>The texts Python may make of a scalar, the likeliest first.</summary>
    private static IEnumerable<string> TextsOf(JsonNode? value)
    {
        return JsonScalars.KindOf(value) switch
        {
            JsonValueKind.String => [JsonScalars.TextOf(value)!],
            JsonValueKind.Number => PythonNumber.Texts(JsonScalars.NumberOf(value)!),
            JsonValueKind.True => ["True", "true"],
            JsonValueKind.False => ["False", "false"],
            _ => ["", "None"],
        };
    }

    private static string MaskText(string text)
    {
        var length = new CodePointIndex(text);
        return length.CodePoints < 2 * _visible
            ? text
            : string.Concat(text.AsSpan(0, length.IndexOf(_visible)), _stars, text.AsSpan(length.IndexOf(length.CodePoints - _visible)));
    }

    private static bool IsMaskOf(string text, string shown, int visible)
    {
        var length = new CodePointIndex(text);
        if (length.CodePoints < 2 * visible)
        {
            return false;
        }

        var head = text.AsSpan(0, length.IndexOf(visible));
        var tail = text.AsSpan(length.IndexOf(length.CodePoints - visible));
        var stars = shown.Length - head.Length - tail.Length;
        return (stars == _stars.Length || stars == length.CodePoints - (2 * visible))
            && shown.AsSpan().StartsWith(head)
            && shown.AsSpan().EndsWith(tail)
            && !shown.AsSpan(head.Length, stars).ContainsAnyExcept('*');
    }

    private static bool HasSegment(string key, string name)
    {
        foreach (var segment in key.AsSpan().SplitAny('_', '-'))
        {
            if (key.AsSpan(segment).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
