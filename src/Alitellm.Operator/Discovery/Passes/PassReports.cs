using Alitellm.Api.Common;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: the table of conditions. Ready and SourceReachable are always said together, so that neither is left from another time.</summary>
internal static class PassReports
{
    private static readonly Finding s_ok = new(ConditionTypes.SourceReachable, true, ConditionReasons.Ok, "the source was listed");

    public static PassReport SourceFailed(SourceException failure)
    {
        return failure.Failure switch
        {
            SourceFailure.InvalidConfig => Both(ConditionReasons.InvalidConfig, failure.Message),
            SourceFailure.SecretNotFound => Both(ConditionReasons.SecretNotFound, failure.Message),
            SourceFailure.AuthFailed => Unreachable(ConditionReasons.AuthFailed, failure.Message),
            _ => Unreachable(ConditionReasons.Unreachable, failure.Message),
        };
    }

    /// <param name="reachable">Whether the source is called reachable all the same.</param>
    public static PassReport InvalidSpec(string problem, bool reachable)
    {
        return reachable ? new PassReport(false, ConditionReasons.InvalidConfig, problem) { Source = s_ok } : Both(ConditionReasons.InvalidConfig, problem);
    }

    public static PassReport Unmatched(string problem, SourceListing listing)
    {
        var message = $"{problem}: nothing is changed until the source offers one or the pattern is corrected";
        return new(false, ConditionReasons.UpstreamInvalid, message) { Source = s_ok, Listing = listing };
    }

    /// <param name="owned">How many generated objects there are.</param>
    public static PassReport NothingLeft(int owned, SourceListing listing)
    {
        var cause = listing.IsEmpty ? "the source answered with nothing" : $"spec.filters leave none of the {listing.Candidates.Count} candidates of the source";
        var message = $"{cause}, and {owned} generated objects exist: they are kept; if they are to go, set spec.pruneGuard.allowEmpty to true";
        return new(false, ConditionReasons.UpstreamInvalid, message) { Source = s_ok, Listing = listing };
    }

    /// <param name="undeleted">How many objects could not be deleted.</param>
    public static PassReport Complete(SourceListing listing, IReadOnlyList<CandidateOutcome> outcomes, PrunePlan prune, int undeleted, CompletionFailure? failure)
    {
        var problems = Problems(outcomes, prune, failure);
        var pending = outcomes.OfType<CandidateOutcome.Pending>().ToList();
        var slipped = undeleted > 0 || failure is { IsTransient: true } || outcomes.OfType<CandidateOutcome.Failed>().Any(outcome => outcome.IsTransient);
        var (reason, message) = problems.Count == 0
            ? (ConditionReasons.Synced, Counted(outcomes, pending.Count, listing))
            : (problems[0].Reason, string.Join("; ", problems.Select(problem => problem.Message)));
        return new(problems.Count == 0, reason, message)
        {
            Source = s_ok,
            Outcomes = outcomes,
            Listing = listing,
            Slipped = slipped,
            NeedsLook = pending.Any(outcome => outcome.NeedsLook),
            IsUnfinished = slipped || pending.Count > 0,
        };
    }

    /// <summary>What wants a person first; all of them are said.</summary>
    private static List<(string Reason, string Message)> Problems(IReadOnlyList<CandidateOutcome> outcomes, PrunePlan prune, CompletionFailure? failure)
    {
        List<(string Reason, string Message)> problems = [];
        if (prune.Held is { } held)
        {
            problems.Add((ConditionReasons.PruneHeld, held));
        }

        if (failure is not null)
        {
            problems.Add((failure.Reason, failure.Message));
        }

        var failed = outcomes.OfType<CandidateOutcome.Failed>().ToList();
        if (failed.Count > 0)
        {
            var first = failed.MinBy(outcome => outcome.Entry.Name, StringComparer.Ordinal)!.Entry;
            problems.Add((ConditionReasons.ChildCRWriteFailed, $"{failed.Count} of {outcomes.Count} objects could not be written, the first is {first.Name}: {first.Message}"));
        }

        return problems;
    }

    private static string Counted(IReadOnlyList<CandidateOutcome> outcomes, int pending, SourceListing listing)
    {
        var generated = outcomes.OfType<CandidateOutcome.Generated>().Count();
        var skipped = outcomes.OfType<CandidateOutcome.Skipped>().Count() + listing.Skipped.Count;
        var text = $"{generated} of {outcomes.Count + listing.Skipped.Count} candidates are generated";
        return text + (skipped > 0 ? $", {skipped} skipped" : "") + (pending > 0 ? $", {pending} waiting for an object of their name to be gone" : "");
    }

    private static PassReport Both(string reason, string message)
    {
        return new(false, reason, message) { Source = new(ConditionTypes.SourceReachable, false, reason, message) };
    }

    private static PassReport Unreachable(string reason, string message)
    {
        return new(false, ConditionReasons.SourceUnreachable, message) { Source = new(ConditionTypes.SourceReachable, false, reason, message), IsUnfinished = true };
    }
}
