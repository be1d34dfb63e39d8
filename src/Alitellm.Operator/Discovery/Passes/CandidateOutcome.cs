using Alitellm.Api.Discoveries;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>What became of one kept candidate. Exactly one of the four is true of each.</summary>
internal abstract record CandidateOutcome(Candidate Candidate)
{
    /// <summary>Its object is there and says what it should.</summary>
    internal sealed record Generated(Candidate Candidate) : CandidateOutcome(Candidate);

    /// <summary>It has no object, and will have none until somebody changes something.</summary>
    internal sealed record Skipped(Candidate Candidate, SkippedCandidate Entry) : CandidateOutcome(Candidate);

    /// <summary>Its object could not be written.</summary>
    /// <param name="IsTransient">Another try may succeed without an edit.</param>
    internal sealed record Failed(Candidate Candidate, FailedCandidate Entry, bool IsTransient) : CandidateOutcome(Candidate);

    /// <summary>It waits for an object to be gone, or to be seen.</summary>
    /// <param name="NeedsLook">Nothing tells when that is: it has to be looked at again.</param>
    internal sealed record Pending(Candidate Candidate, bool NeedsLook) : CandidateOutcome(Candidate);
}
