namespace Alitellm.Operator.Discovery.Models;

/// <summary>The keys a type of source reads from its Secret.</summary>
/// <param name="Required">Must be there when the spec names a Secret.</param>
/// <param name="Optional">Read when there.</param>
internal sealed record CredentialKeys(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static CredentialKeys None { get; } = new([], []);
}
