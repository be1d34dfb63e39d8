using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>What a pass has to say.</summary>
/// <param name="Reason">Of the Ready condition.</param>
internal sealed record PassReport(bool Ready, string Reason, string Message)
{
    /// <summary>The SourceReachable condition; null leaves it as it is.</summary>
    public Finding? Source { get; init; }

    /// <summary>The pass could not do all it wanted; another follows by itself.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>Something failed that may succeed at the next try.</summary>
    public bool Slipped { get; init; }

    /// <summary>A candidate waits for something that no watch tells.</summary>
    public bool NeedsLook { get; init; }

    /// <summary>What became of each kept candidate; null where the pass did not come that far, and the status keeps what it says.</summary>
    public IReadOnlyList<CandidateOutcome>? Outcomes { get; init; }

    /// <summary>The listing behind <see cref="Outcomes"/>.</summary>
    public SourceListing? Listing { get; init; }

    /// <summary>When the source was listed and when it will be; null when this pass did not list it.</summary>
    public (DateTime At, DateTime Next)? Refresh { get; init; }
}
