using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Status;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: what is worth an Event. Only what turned since the last status; thousands of candidates make one event, not thousands.</summary>
internal static class DiscoveryNotices
{
    private const int ShownNames = 5;

    public static IEnumerable<Notice> Of(DiscoveryStatus? before, PassReport report)
    {
        var ready = ConditionList.Find(before?.Conditions, ConditionTypes.Ready)?.Reason;
        var source = ConditionList.Find(before?.Conditions, ConditionTypes.SourceReachable)?.Reason;
        var isTurn = ready != report.Reason || (report.Source is { Status: false } && source != report.Source.Reason);
        if (isTurn)
        {
            // Why a source is not reached is said by its own condition only.
            var reason = report is { Reason: ConditionReasons.SourceUnreachable, Source: { } found } ? found.Reason : report.Reason;
            yield return new(reason, report.Message, IsWarning: !report.Ready);
        }

        if (report.Outcomes is null)
        {
            yield break;
        }

        var known = (before?.SkippedCandidates ?? []).Select(entry => (entry.Name, entry.Reason)).ToHashSet();
        var skipped = report.Outcomes.OfType<CandidateOutcome.Skipped>().Select(outcome => outcome.Entry)
            .Concat(report.Listing!.Skipped)
            .Where(entry => !known.Contains((entry.Name, entry.Reason)))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToList();
        if (skipped.Count > 0)
        {
            var names = string.Join(", ", skipped.Take(ShownNames).Select(entry => $"{entry.Name} ({entry.Reason})")) + (skipped.Count > ShownNames ? ", …" : "");
            yield return new("CandidatesSkipped", $"{skipped.Count} more candidates are skipped: {names}", IsWarning: true);
        }
    }
}
