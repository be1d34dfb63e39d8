using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Observability.Changes;

/// <summary>
/// A request body as it may be shown: each secret that was filled in is the placeholder it was filled into again, so that filling in once
/// more gives the body that was sent; what looks like a secret without having come from one is hidden for good.
/// </summary>
internal sealed partial class ChangeMask(SecretValues secrets)
{
    public const string Hidden = DriftReports.Hidden;

    /// <summary>LiteLLM reads such a value from its own environment: a name, not a secret.</summary>
    private const string EnvironmentReference = "os.environ/";

    // Longest first: a value that contains another must go as a whole.
    private readonly (string Value, string Placeholder)[] _filled =
    [
        .. secrets.ByPlaceholder.Where(static entry => entry.Value.Length > 0)
            .OrderByDescending(static entry => entry.Value.Length)
            .ThenBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => (entry.Value, $"{{{{{entry.Key}}}}}")),
    ];

    public JsonNode? Apply(JsonNode? body) => Apply(body, isSecret: false);

    private JsonNode? Apply(JsonNode? node, bool isSecret) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            Restore(member.Key), Apply(member.Value, isSecret || SecretName().IsMatch(member.Key))))),
        JsonArray items => new JsonArray([.. items.Select(item => Apply(item, isSecret))]),
        _ => JsonScalars.TextOf(node) is { } text ? JsonValue.Create(Apply(text, isSecret)) : node?.DeepClone(),
    };

    private string Apply(string text, bool isSecret)
    {
        var restored = Restore(text);
        if (isSecret && restored == text && text.Length > 0 && !text.StartsWith(EnvironmentReference, StringComparison.Ordinal))
        {
            return Hidden;
        }

        return Credential().Replace(restored, Hidden);
    }

    /// <summary>In one pass: a short value must not be found inside a placeholder that was just put there.</summary>
    private string Restore(string text)
    {
        StringBuilder? restored = null;
        for (var at = 0; at < text.Length;)
        {
            var (value, placeholder) = _filled.FirstOrDefault(entry => string.CompareOrdinal(text, at, entry.Value, 0, entry.Value.Length) == 0);
            if (value is null)
            {
                restored?.Append(text[at]);
                at++;
                continue;
            }

            restored ??= new StringBuilder(text, 0, at, text.Length + placeholder.Length);
            restored.Append(placeholder);
            at += value.Length;
        }

        return restored?.ToString() ?? text;
    }

    // Narrower than LiteLLM's own masks, which hide every name with "auth" or "access" in it; prices are counted per token.
    [GeneratedRegex("^(?!.*cost).*(?<![a-z])(?:api)?(?:key|secret|password|passwd|passphrase|token|credentials?|authorization|cookie|auth_value)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // Only whole words: this is one value, not a sentence in which a key may stand anywhere, and "task-runner" is no key.
    [GeneratedRegex(
        """
        (?<![a-z0-9_-])(?:
        (?:bearer|basic)\s+[^\s"',;{}]{8,}
        | (?:sk-|xai-|gsk_)[a-z0-9_.-]{8,}
        | akia[0-9a-z]{16,}
        | aizasy[0-9a-z_-]{33,}
        | hf_[0-9a-z]{30,})
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Credential();
}
