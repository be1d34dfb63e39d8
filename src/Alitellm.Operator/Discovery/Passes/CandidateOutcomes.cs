using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: what the state of an object means for its candidate.</summary>
internal static class CandidateOutcomes
{
    /// <summary>The name of an entry whose candidate has none at all.</summary>
    private const string NoName = "(empty)";

    /// <summary>What an API server says can be long; a status with thousands of candidates must stay storable.</summary>
    private const int MaxMessage = 200;

    /// <param name="explicitReason">Why a candidate is skipped whose name a user's own object has.</param>
    public static CandidateOutcome Of(Candidate candidate, ChildWrite write, string explicitReason)
    {
        return write switch
        {
            { Raced: true } or { State: ChildState.ForeignDeleting } => new CandidateOutcome.Pending(candidate, NeedsLook: true),
            { State: ChildState.OursDeleting } => new CandidateOutcome.Pending(candidate, NeedsLook: false),
            { State: ChildState.Explicit } =>
                Skip(candidate, explicitReason, candidate.Name, "an object of this name exists that no controller owns; it is left alone"),
            { State: ChildState.Adopted } =>
                Skip(candidate, explicitReason, candidate.Name, "the object was adopted: its owner reference was removed, and it is left alone from then on"),
            { State: ChildState.Foreign, Holder: { } holder } =>
                Skip(candidate, SkipReasons.Conflict, $"{holder.Kind}/{holder.Name}/{holder.Uid}", $"{holder.Kind} {holder.Name} has an object of this name"),
            _ => new CandidateOutcome.Generated(candidate),
        };
    }

    /// <summary>Named by what the source calls it: the name itself may be empty, and a status with an empty name is refused.</summary>
    public static CandidateOutcome InvalidName(Candidate candidate)
    {
        var name = string.IsNullOrWhiteSpace(candidate.SourceId) ? NoName : candidate.SourceId;
        return new CandidateOutcome.Skipped(candidate, new()
        {
            Name = name,
            Reason = SkipReasons.InvalidDiscoveredName,
            Message = $"{candidate.SourceId} -> {candidate.Name} is no name of an object",
        });
    }

    public static CandidateOutcome Failed(Candidate candidate, KubernetesApiException failure)
    {
        var entry = new FailedCandidate { Name = candidate.Name, Reason = FailedCandidate.ChildCRWriteFailed, Message = Redactor.Cut(Redactor.Redact(failure.Message), MaxMessage) };
        return new CandidateOutcome.Failed(candidate, entry, WriteFailures.IsTransient(failure));
    }

    private static CandidateOutcome.Skipped Skip(Candidate candidate, string reason, string ownedBy, string message)
    {
        return new(candidate, new() { Name = candidate.Name, Reason = reason, OwnedBy = ownedBy, Message = message });
    }
}
