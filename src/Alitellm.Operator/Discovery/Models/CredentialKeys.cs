namespace Alitellm.Operator.Discovery.Models;

/// <summary>The keys a type of source reads from its Secret.</summary>
/// <param name="Required">Must be there when the spec names a Secret.</param>
/// <param name="Optional">Read when there.</param>
internal sealed record CredentialKeys(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static CredentialKeys None { get; } = new([], []);

    /// <summary>Required key → the key that stands in for it where it is missing.</summary>
    public IReadOnlyDictionary<string, string> Fallbacks { get; init; } = new Dictionary<string, string>();
}
