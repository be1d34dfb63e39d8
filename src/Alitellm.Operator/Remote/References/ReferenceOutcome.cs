namespace Alitellm.Operator.Remote.References;

/// <summary>What the references of one object lead to.</summary>
internal sealed record ReferenceOutcome(ResolvedReferences Resolved)
{
    /// <summary>Reason and message of references that lead nowhere; null when none does.</summary>
    public (string Reason, string Message)? Missing { get; init; }

    /// <summary>Why it cannot be told yet.</summary>
    public string? Unknown { get; init; }
}
