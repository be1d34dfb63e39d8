using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote.Compare;

/// <summary>Differences as people may see them: few, short, and without secrets.</summary>
internal static class DriftReports
{
    /// <summary>Fields shown at most.</summary>
    public const int MaxFields = 20;

    /// <summary>Bytes of UTF-8 of one path or value, the cut mark included.</summary>
    public const int MaxValueBytes = 200;

    public const string Hidden = "***";

    private const string _cut = "...";

    /// <summary>Known secrets shorter than this do not hide a path: single letters would hide every one.</summary>
    private const int _minSecretInPath = 8;

    /// <summary>The report of the differences, null when there are none.</summary>
    /// <param name="since">When the difference was first seen, UTC.</param>
    /// <param name="corrected">Whether it was repaired.</param>
    /// <param name="secretValues">The values in use; a field either side of which contains one is hidden on both sides, since the other
    /// side may hold the value of before a rotation.</param>
    /// <param name="redact">Removes what looks like a secret by its shape alone, before texts are cut.</param>
    public static DriftReport? From(
        IReadOnlyList<FieldDifference> differences,
        DateTime since,
        bool corrected,
        IReadOnlyCollection<string> secretValues,
        Func<string, string>? redact = null)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentNullException.ThrowIfNull(secretValues);
        if (differences.Count == 0)
        {
            return null;
        }

        string[] secrets = [.. secretValues.SelectMany(value => new[] { value, value.Trim() }).Where(value => value.Length > 0).Distinct()];
        return new()
        {
            Fields = [.. differences.OrderBy(difference => difference.Path, StringComparer.Ordinal)
                .Take(MaxFields)
                .Select(difference => Show(difference, secrets, redact))],
            Truncated = differences.Count > MaxFields ? true : null,
            Since = since,
            Corrected = corrected,
        };
    }

    private static DriftedField Show(FieldDifference difference, string[] secrets, Func<string, string>? redact)
    {
        var hide = difference.Secret || ContainsAny(difference.Desired, secrets) || ContainsAny(difference.Observed, secrets);
        var path = secrets.Where(secret => secret.Length >= _minSecretInPath)
            .Aggregate(difference.Path, (text, secret) => text.Replace(secret, Hidden, StringComparison.Ordinal));
        return new()
        {
            Path = Cut(path),
            Desired = difference.DesiredAbsent ? null : hide ? Hidden : Text(difference.Desired, redact),
            Observed = difference.ObservedAbsent ? null : hide ? Hidden : Text(difference.Observed, redact),
        };
    }

    private static string Text(JsonNode? value, Func<string, string>? redact)
    {
        var text = CanonicalJson.Write(Veil(value));
        return Cut(redact is null ? text : redact(text));
    }

    /// <summary>The value with everything under telling names hidden: a whole object may differ by being there or not.</summary>
    private static JsonNode? Veil(JsonNode? node)
    {
        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
                member.Key,
                LiteLLMMask.IsSecretName(member.Key) ? JsonValue.Create(Hidden) : Veil(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Veil)]),
            _ => node?.DeepClone(),
        };
    }

    /// <summary>Looks into keys and leaves, unescaped, and at the written form, so that neither escaping nor numbers hide a secret from us.</summary>
    private static bool ContainsAny(JsonNode? node, string[] secrets)
    {
        return secrets.Length > 0 && (HasSecret(CanonicalJson.Write(node), secrets) || LeafContainsAny(node, secrets));
    }

    private static bool LeafContainsAny(JsonNode? node, string[] secrets)
    {
        return node switch
        {
            JsonObject members => members.Any(member => HasSecret(member.Key, secrets) || LeafContainsAny(member.Value, secrets)),
            JsonArray items => items.Any(item => LeafContainsAny(item, secrets)),
            _ => JsonScalars.TextOf(node) is { } text && HasSecret(text, secrets),
        };
    }

    private static bool HasSecret(string text, string[] secrets)
    {
        return secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal));
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxValueBytes)
        {
            return text;
        }

        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxValueBytes - _cut.Length)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), _cut);
    }
}
