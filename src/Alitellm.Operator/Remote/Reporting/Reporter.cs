using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Status;
using Alitellm.LiteLLM;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Acting;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Deciding;

namespace Alitellm.Operator.Remote.Reporting;

/// <summary>Says what a pass did: status, events, metrics, and when to look again.</summary>
internal sealed class Reporter<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly StatusWriter<TResource> _writer = new(services.Client, services.Informer);

    /// <summary>Nothing changed and nothing was read.</summary>
    public ReconcileResult Unchanged(Pass<TResource, TDesired, TObserved> pass)
    {
        var key = ObjectKey.Of(pass.Resource);
        services.Grace.Clear(key);
        services.Recreates.Clear(key);
        services.Metrics.Reported(key.Namespace, ConditionReasons.Synced);
        services.Metrics.Succeeded(key.Namespace, key.Name);
        return ReconcileResult.Done;
    }

    public async Task<ReconcileResult> ReportAsync(Pass<TResource, TDesired, TObserved> pass, Decision decision, WriteReceipt? receipt, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(pass.Resource);
        if (decision.Action == RemoteAction.Confirm)
        {
            services.Inventory.For(pass.Connection)?.ConfirmSoon(key);
            return ReconcileResult.Done;
        }

        if (decision.Reason == ConditionReasons.LiteLLMUnavailable && !services.Grace.ShouldReport(key, WasReady(pass.Resource), out var graceLeft))
        {
            services.Metrics.Reported(key.Namespace, decision.Reason);
            return ReconcileResult.RequeueAfter(graceLeft);
        }

        if (receipt is { IsServed: false })
        {
            decision = DecisionChain.StoredButNotServed;
        }

        await WriteAsync(pass, decision, receipt, unfinished: decision.Reason == ConditionReasons.LiteLLMUnavailable, cancellationToken);
        if (decision.Reason != ConditionReasons.LiteLLMUnavailable)
        {
            services.Grace.Clear(key);
        }

        if (receipt is { IsServed: true })
        {
            CountWrite(decision);
            services.Inventory.For(pass.Connection)?.LookAgain(key, receipt.At + services.Options.SettleWindow);
        }
        else if (decision is { Ready: true, Reason: ConditionReasons.Synced or ConditionReasons.Observed } || decision.FallsShort)
        {
            Settle(pass, key);
        }

        return decision.Retry switch
        {
            RetryAfter.Rejected => ReconcileResult.RequeueAfter(pass.Connection.RequeueOnRejectedAfter),
            RetryAfter.Delay => ReconcileResult.RequeueAfter(decision.Delay),
            _ => ReconcileResult.Done,
        };
    }

    /// <summary>LiteLLM refused or could not be reached while acting or reading.</summary>
    public async Task<ReconcileResult> FailedAsync(Pass<TResource, TDesired, TObserved> pass, LiteLLMException failure, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(pass.Resource);

        // Code and type of an answer are the other side's words, and may repeat what was sent.
        var said = Redactor.Redact(failure.Message, SecretsOf(pass));
        if (failure.Class is LiteLLMErrorClass.Rejected or LiteLLMErrorClass.LicenceRequired or LiteLLMErrorClass.AlreadyExists or LiteLLMErrorClass.TooLarge)
        {
            var message = services.Options.DangerouslyIncludeRejectedBody && failure.Detail is { } detail ? $"{said}: {Redactor.Redact(detail, SecretsOf(pass))}" : said;
            await WriteAsync(pass, Decision.Stay(ConditionReasons.LiteLLMRejected, Redactor.Cut(message, 200)), null, unfinished: false, cancellationToken);
            return ReconcileResult.RequeueAfter(pass.Connection.RequeueOnRejectedAfter);
        }

        if (failure.Class == LiteLLMErrorClass.NotFound)
        {
            // What we meant to write to is gone; the next list says so for certain.
            services.Inventory.For(pass.Connection)?.ConfirmSoon(key);
        }

        if (services.Grace.ShouldReport(key, WasReady(pass.Resource)))
        {
            await WriteAsync(pass, Decision.Stay(ConditionReasons.LiteLLMUnavailable, said), null, unfinished: true, cancellationToken);
        }
        else
        {
            services.Metrics.Reported(key.Namespace, ConditionReasons.LiteLLMUnavailable);
        }

        return failure.RetryAfter is { } wait ? ReconcileResult.Throttled(wait) : ReconcileResult.Backoff;
    }

    private async Task WriteAsync(Pass<TResource, TDesired, TObserved> pass, Decision decision, WriteReceipt? receipt, bool unfinished, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(pass.Resource);
        var now = services.Time.GetUtcNow().UtcDateTime;
        await _writer.WriteAsync(
            pass.Resource,
            copy => Compose(copy.EnsureStatus(), pass, decision, receipt, unfinished, now),
            pass.Binding?.Entry is null ? null : copy => SaySeen(copy, now),
            cancellationToken);
        services.Metrics.Reported(key.Namespace, decision.Reason);
        EmitEvents(pass, decision);
    }

    private void Compose(RemoteStatus status, Pass<TResource, TDesired, TObserved> pass, Decision decision, WriteReceipt? receipt, bool unfinished, DateTime now)
    {
        StatusComposer.Compose(status, pass.Resource, decision, unfinished, now);
        pass.Input.Objection?.Note?.Invoke(status);
        if (pass.Desired is { } desired && pass.Input.ConnectionProblem is null)
        {
            StatusComposer.ComposeDrift(status, decision, Differences(pass, decision), SecretsOf(pass), pass.Input.SpecChanged, now);
            var id = receipt?.Id ?? (decision.IsReached ? pass.Binding?.Id : null);
            if (id is not null && (receipt is not null || decision.Reason is ConditionReasons.Synced || decision.FallsShort))
            {
                StatusComposer.ComposeRecord(adapter.Record(status, desired), id, desired.Hash, pass.SecretsHash, pass.Secrets.Versions, receipt);
            }

            if ((id ?? pass.Binding?.Entry?.Id) is { } remoteId)
            {
                status.Remote = new() { Id = remoteId, Name = desired.Name, Connection = pass.Connection.Key.Name, LastObserved = status.Remote?.LastObserved };
            }
        }
    }

    /// <summary>What <c>status.drift</c> names: differing fields, or the id of an entry that is missing or too many.</summary>
    private IReadOnlyList<FieldDifference> Differences(Pass<TResource, TDesired, TObserved> pass, Decision decision)
    {
        if (pass.Input.Binding == Binding.Absent)
        {
            return [new(adapter.Kind.IdPath, pass.Recorded?.RemoteId, null, Secret: false) { ObservedAbsent = true }];
        }

        return decision.Cause == WriteCause.Duplicated || pass.Input.Comparison.IsEqual
            ? [.. pass.Binding!.Duplicates.Select(duplicate => new FieldDifference(adapter.Kind.IdPath, null, duplicate.Id, Secret: false) { DesiredAbsent = true })]
            : pass.Input.Comparison.Differences;
    }

    private static List<string> SecretsOf(Pass<TResource, TDesired, TObserved> pass)
    {
        return [.. pass.Secrets.ByPlaceholder.Values];
    }

    /// <summary>Equal to what LiteLLM shows, and no own write could still be under way: this evidence need not be gathered again.</summary>
    private void Settle(Pass<TResource, TDesired, TObserved> pass, ObjectKey key)
    {
        services.Confirmations.Clear(key);
        services.Recreates.Clear(key);
        services.Metrics.Succeeded(key.Namespace, key.Name);
        if (pass is { Evidence: { } evidence, Input: { Settling: false, Comparison.IsEqual: true, NotServed: false }, Binding.Kind: Binding.Ours })
        {
            services.Verified.Verified(key, evidence);
        }
        else if (pass is { Input.Settling: true, SettledAt: { } settledAt })
        {
            services.Inventory.For(pass.Connection)?.LookAgain(key, settledAt);
        }
    }

    private void CountWrite(Decision decision)
    {
        var action = decision.Cause switch
        {
            WriteCause.Vanished => DriftAction.CreateMissing,
            WriteCause.SpecChanged or WriteCause.Drifted => DriftAction.UpdateDrifted,
            _ => default(DriftAction?),
        };
        if (action is { } corrected)
        {
            services.Metrics.DriftCorrected(corrected);
        }
    }

    private void EmitEvents(Pass<TResource, TDesired, TObserved> pass, Decision decision)
    {
        var resource = pass.Resource;
        var before = ConditionList.Find(resource.CommonStatus?.Conditions, "Ready");
        var isTransition = decision.Ready is not null && before?.Reason != decision.Reason;
        if (isTransition && decision.Reason == ConditionReasons.Conflict)
        {
            services.Metrics.Conflicted(ConflictRole.Loser);
            services.Events.Normal(resource, "ConflictDetected", decision.Message);
            return;
        }

        if (isTransition && before?.Reason == ConditionReasons.Conflict)
        {
            services.Metrics.Conflicted(ConflictRole.Winner);
            services.Events.Normal(resource, "ConflictWon", "the entry in LiteLLM is this object's now");
        }

        if (decision.Cause is WriteCause.Drifted or WriteCause.Vanished or WriteCause.Adopted or WriteCause.Duplicated)
        {
            services.Events.Normal(resource, decision.Cause.ToString(), decision.Message);
        }
        else if (isTransition && decision.Ready == false)
        {
            services.Events.Warning(resource, decision.Reason, decision.Message);
        }
        else if (isTransition)
        {
            services.Events.Normal(resource, decision.Reason, decision.Message);
        }

        if (resource.CommonStatus?.ObservedGeneration != resource.Metadata.Generation)
        {
            foreach (var notice in pass.Notices)
            {
                if (notice.IsWarning)
                {
                    services.Events.Warning(resource, notice.Reason, notice.Text);
                }
                else
                {
                    services.Events.Normal(resource, notice.Reason, notice.Text);
                }
            }
        }
    }

    /// <summary>When the entry was last seen is told along with other news only: by itself it would be a write per look.</summary>
    private static void SaySeen(TResource copy, DateTime now)
    {
        if (copy.CommonStatus?.Remote is { } remote)
        {
            remote.LastObserved = now;
        }
    }

    private static bool WasReady(TResource resource)
    {
        return ConditionList.Find(resource.CommonStatus?.Conditions, "Ready") is { Status: "True" };
    }
}
