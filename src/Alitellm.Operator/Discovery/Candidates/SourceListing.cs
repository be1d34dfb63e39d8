using Alitellm.Api.Discoveries;

namespace Alitellm.Operator.Discovery.Candidates;

/// <summary>Everything a source offers, before filters: never a part of it.</summary>
/// <param name="Candidates">In the source's order; of several with one name the first is taken.</param>
internal sealed record SourceListing(IReadOnlyList<Candidate> Candidates)
{
    /// <summary>What is known already to make no object. It is reported whatever the filters say, and an object of such a name is kept as it is.</summary>
    public IReadOnlyList<SkippedCandidate> Skipped { get; init; } = [];

    /// <summary>Further conditions of the discovery that follow from the listing.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The source answered, and offers nothing at all.</summary>
    public bool IsEmpty => Candidates.Count == 0 && Skipped.Count == 0;
}
