using System.Text.Json.Nodes;

namespace Alitellm.Operator.Discovery.Candidates;

/// <summary>One thing a source offers, and the object it would make.</summary>
/// <param name="SourceId">What the source calls it, unchanged. Written to the object, so that a renamed one is not taken for a vanished one.</param>
/// <param name="Name">The name of its object. Need not be valid: an invalid one is skipped and says so.</param>
/// <param name="Spec">All that is said about the object's <c>spec</c>; other keys of it belong to others.</param>
internal sealed record Candidate(string SourceId, string Name, JsonObject Spec)
{
    /// <summary>What filters are tried on; one that hits any of these hits the candidate.</summary>
    public IReadOnlyList<string> Forms { get; init; } = [Name];
}
