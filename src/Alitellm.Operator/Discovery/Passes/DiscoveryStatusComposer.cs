using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Status;
using Alitellm.LiteLLM;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: what the status of a discovery says.</summary>
internal static class DiscoveryStatusComposer
{
    private const int MaxMessage = 1024;

    /// <summary>Before slow work on a spec that was not worked on yet. Only Ready speaks of it.</summary>
    public static void Syncing(IDiscovery discovery, DateTime now)
    {
        SetReady(discovery, ConditionReasons.Syncing, "the source is being listed", now);
    }

    /// <param name="remaining">How many generated objects are still there.</param>
    public static void Deleting(IDiscovery discovery, int remaining, DateTime now)
    {
        SetReady(discovery, ConditionReasons.Deleting, $"{remaining} generated objects are being deleted first", now);
    }

    public static void Report(IDiscovery discovery, PassReport report, DateTime now)
    {
        var status = discovery.Status ??= new();
        var generation = discovery.Metadata.Generation ?? 0;
        foreach (var finding in Findings(report))
        {
            status.Conditions = ConditionList.With(status.Conditions, finding.Type, finding.Status, finding.Reason, Redactor.Cut(finding.Message, MaxMessage), generation, now);
        }

        Toggle(status, ConditionTypes.Reconciling, report.IsUnfinished, report, generation, now);
        Toggle(status, ConditionTypes.Stalled, report.Reason == ConditionReasons.InvalidConfig, report, generation, now);
        status.ObservedGeneration = generation;
        status.LastHandledReconcileAt = ReconcileRequest.Of(discovery) ?? status.LastHandledReconcileAt;
        if (report.Outcomes is { } outcomes)
        {
            Count(status, outcomes, report.Listing!.Skipped);
        }

        if (report.Refresh is { } refresh)
        {
            status.LastRefreshAt = refresh.At;
            status.NextRefreshAt = refresh.Next;
        }
        else if (report.Outcomes is null)
        {
            // When it is tried again is not when it was planned.
            status.NextRefreshAt = null;
        }
    }

    private static IEnumerable<Finding> Findings(PassReport report)
    {
        return [
            new(ConditionTypes.Ready, report.Ready, report.Reason, report.Message),
            .. report.Source is { } source ? new[] { source } : [],
            .. report.Listing?.Findings ?? [],
        ];
    }

    /// <summary>Discovered is always the sum of the other four.</summary>
    private static void Count(DiscoveryStatus status, IReadOnlyList<CandidateOutcome> outcomes, IReadOnlyList<SkippedCandidate> early)
    {
        status.GeneratedChildren = [.. outcomes.OfType<CandidateOutcome.Generated>().Select(outcome => outcome.Candidate.Name).Order(StringComparer.Ordinal)];
        status.SkippedCandidates = [.. outcomes.OfType<CandidateOutcome.Skipped>().Select(outcome => outcome.Entry).Concat(early)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.OwnedBy, StringComparer.Ordinal)];
        status.FailedCandidates = [.. outcomes.OfType<CandidateOutcome.Failed>().Select(outcome => outcome.Entry).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        status.PendingCount = outcomes.OfType<CandidateOutcome.Pending>().Count();
        status.GeneratedCount = status.GeneratedChildren.Count;
        status.DiscoveredCount = outcomes.Count + early.Count;
    }

    private static void SetReady(IDiscovery discovery, string reason, string message, DateTime now)
    {
        var status = discovery.Status ??= new();
        var generation = discovery.Metadata.Generation ?? 0;
        status.ObservedGeneration = generation;
        status.Conditions = ConditionList.With(status.Conditions, ConditionTypes.Ready, false, reason, message, generation, now);
    }

    private static void Toggle(DiscoveryStatus status, string type, bool present, PassReport report, long generation, DateTime now)
    {
        status.Conditions = present
            ? ConditionList.With(status.Conditions, type, true, report.Reason, Redactor.Cut(report.Message, MaxMessage), generation, now)
            : ConditionList.Without(status.Conditions, type);
    }
}
