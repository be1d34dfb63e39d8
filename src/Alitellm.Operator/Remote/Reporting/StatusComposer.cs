using Alitellm.Api.Common;
using Alitellm.Kubernetes.Status;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Acting;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Deciding;

namespace Alitellm.Operator.Remote.Reporting;

/// <summary>Pure: what the status says after a pass.</summary>
internal static class StatusComposer
{
    private const string Ready = "Ready";
    private const string Reconciling = "Reconciling";
    private const string Stalled = "Stalled";
    private const string Suspended = "Suspended";

    /// <summary>Reasons that do not heal by themselves.</summary>
    private static readonly HashSet<string> s_stalling = [ConditionReasons.InvalidConfig, ConditionReasons.InvalidMode, ConditionReasons.Conflict, ConditionReasons.OwnedElsewhere, ConditionReasons.AdoptionRefused, ConditionReasons.LiteLLMTooOld];

    /// <param name="unfinished">The pass ended before it could do what it wanted; another follows by itself.</param>
    public static void Compose(RemoteStatus status, RemoteResource resource, Decision decision, bool unfinished, DateTime now)
    {
        var generation = resource.Metadata.Generation ?? 0;
        var isSuspended = decision.Reason == Suspended;
        if (decision.Ready is { } ready)
        {
            status.Conditions = ConditionList.With(status.Conditions, Ready, ready, decision.Reason, MessageOf(status, decision, generation), generation, now);
            Toggle(status, Stalled, !ready && s_stalling.Contains(decision.Reason), decision, generation, now);
            Toggle(status, Reconciling, unfinished, decision, generation, now);
        }

        else if (isSuspended && ConditionList.Find(status.Conditions, Ready) is null)
        {
            // Without Ready, whoever judges by kstatus would take an object that was never written for a finished one.
            status.Conditions = ConditionList.With(status.Conditions, Ready, false, decision.Reason, "spec.suspend was true from the start: nothing was written to LiteLLM", generation, now);
        }

        Toggle(status, Suspended, isSuspended, decision, generation, now);
        status.ObservedGeneration = generation;
        status.LastHandledReconcileAt = ReconcileRequest.Of(resource) ?? status.LastHandledReconcileAt;
    }

    /// <summary>Publishes a difference, or takes back one that is no longer there. A repaired one stays until the spec changes: it is the record of what was undone.</summary>
    public static void ComposeDrift(RemoteStatus status, Decision decision, IReadOnlyList<FieldDifference> differences, IReadOnlyCollection<string> secrets, bool specChanged, DateTime now)
    {
        if (decision.ShowsDrift)
        {
            var corrected = decision.Cause is WriteCause.Drifted or WriteCause.Vanished or WriteCause.Duplicated;
            var since = status.Drift is { Corrected: not true, Since: { } first } ? first : now;
            status.Drift = DriftReports.From(differences, since, corrected, secrets, Redactor.Redact);
        }
        else if (specChanged || status.Drift?.Corrected != true)
        {
            status.Drift = null;
        }
    }

    /// <summary>Notes what is in LiteLLM now.</summary>
    public static void ComposeRecord(LastRendered record, string id, string hash, string? secretsHash, IReadOnlyList<SecretVersion> secrets, WriteReceipt? receipt)
    {
        record.RemoteId = id;
        record.Hash = hash;
        record.SecretsHash = secretsHash;
        record.Secrets = secretsHash is null ? null : [.. secrets];
        record.At = receipt?.At.UtcDateTime ?? record.At;
    }

    /// <summary>What was done last stays said while nothing more is to do: another wording of the same news is not worth a write per object.</summary>
    private static string MessageOf(RemoteStatus status, Decision decision, long generation)
    {
        return decision is { Action: RemoteAction.None, Ready: true }
            && ConditionList.Find(status.Conditions, Ready) is { Status: "True" } before
            && before.Reason == decision.Reason
            && before.ObservedGeneration == generation
            ? before.Message
            : decision.Message;
    }

    private static void Toggle(RemoteStatus status, string type, bool present, Decision decision, long generation, DateTime now)
    {
        status.Conditions = present
            ? ConditionList.With(status.Conditions, type, true, decision.Reason, decision.Message, generation, now)
            : ConditionList.Without(status.Conditions, type);
    }
}
