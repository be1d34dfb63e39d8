using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Takes the LiteLLM entry of a deleted object away, then lets the object go.</summary>
internal sealed partial class Deleter<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services,
    Finalizers<TResource> finalizers,
    ILogger logger)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    /// <summary>How soon a deletion that could not be tried is tried again.</summary>
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    private readonly ClaimResolver<TResource, TDesired, TObserved> _claims = new(adapter, services);
    private readonly DateTimeOffset _startedAt = services.Time.GetUtcNow();

    private string KindName => adapter.Kind.Type.Kind;

    public async Task<ReconcileResult> DeleteAsync(TResource resource, ConnectionSnapshot connection, EffectivePolicies policies, CancellationToken cancellationToken)
    {
        if (!finalizers.Has(resource))
        {
            return ReconcileResult.Done;
        }

        var verdict = DeletionPolicies.Resolve(resource);
        if (verdict.UnknownOverride is { } unknown)
        {
            services.Events.Warning(resource, "UnknownDeletionPolicyOverride", $"{ApiGroup.DeletionPolicyOverrideAnnotation} is '{unknown}'; it must be Orphan or Delete and is ignored");
        }

        if (policies.Management == ManagementPolicy.Observe)
        {
            await finalizers.RemoveAsync(resource, cancellationToken);
            return ReconcileResult.Done;
        }

        if (policies.Suspend)
        {
            return await DeleteSuspendedAsync(resource, connection, verdict, cancellationToken);
        }

        var key = ObjectKey.Of(resource);
        var (outcome, cause, retryAfter) = await TryDeleteAsync(resource, connection, cancellationToken);
        var deletedAt = resource.Metadata.DeletionTimestamp ?? services.Time.GetUtcNow().UtcDateTime;
        var graceLeft = deletedAt.ToUniversalTime() + services.Options.OrphanGrace - services.Time.GetUtcNow().UtcDateTime;
        switch (DeletionTable.Decide(verdict.Policy, outcome, graceLeft <= TimeSpan.Zero))
        {
            case DeletionStep.Drain:
                services.Metrics.DeletionUnblocked(key.Namespace, key.Name);
                await finalizers.RemoveAsync(resource, cancellationToken);
                return ReconcileResult.Done;
            case DeletionStep.DrainOrphaned:
                services.Metrics.DeletionUnblocked(key.Namespace, key.Name);
                await DrainOrphanedAsync(resource, connection, cause, cancellationToken);
                return ReconcileResult.Done;
            case DeletionStep.Block:
                services.Metrics.DeletionBlocked(key.Namespace, key.Name);
                services.Events.Warning(resource, "LiteLLMDeleteBlocked", $"deletion in LiteLLM is not confirmed: {cause}");
                return retryAfter is { } wait ? ReconcileResult.Throttled(wait) : ReconcileResult.Backoff;
            default:
                return ReconcileResult.Throttled(graceLeft > TimeSpan.Zero ? Min(retryAfter ?? s_retry, graceLeft) : s_retry);
        }
    }

    private async Task<ReconcileResult> DeleteSuspendedAsync(TResource resource, ConnectionSnapshot connection, DeletionPolicyVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict.Source != DeletionPolicySource.Override)
        {
            services.Events.Warning(resource, "DeletionSuspended", $"the object is suspended: its entry stays in LiteLLM and the object stays until spec.suspend ends or {ApiGroup.DeletionPolicyOverrideAnnotation} is set");
            return ReconcileResult.Done;
        }

        await DrainOrphanedAsync(resource, connection, "the object is suspended", cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<(DeletionOutcome Outcome, string Cause, TimeSpan? RetryAfter)> TryDeleteAsync(TResource resource, ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        if (!connection.IsUsable)
        {
            // Right after the start no Connection has been probed: what was deleted while nobody looked must not be let go untried.
            var isStarting = connection.Reason == ConditionReasons.Connecting && services.Time.GetUtcNow() - _startedAt < services.Options.OrphanGrace;
            return (isStarting ? DeletionOutcome.NotTried : DeletionOutcome.Unreachable, $"LiteLLMConnection/{connection.Key.Name} not Ready (reason: {connection.Reason})", null);
        }

        var informer = services.Inventory.For(connection);
        if (informer?.Snapshot is not { } snapshot)
        {
            informer?.ListSoon();
            return (informer?.Failure is null ? DeletionOutcome.NotTried : DeletionOutcome.Unreachable, "LiteLLM was not listed yet", null);
        }

        if (_claims.HasSuccessor(resource, connection))
        {
            // The entry is, or is about to be, that of another object.
            return (DeletionOutcome.Confirmed, "", null);
        }

        var targets = DeletionTargets.Of(
            snapshot,
            [adapter.RemoteName(resource, connection), .. adapter.OtherNames(resource)],
            new(resource.CommonStatus?.CommonLastRendered?.RemoteId, adapter.ChosenId(resource, connection)),
            adapter.Kind.NaturalIds,
            _claims.OwnershipFor(resource));
        try
        {
            foreach (var id in targets)
            {
                OriginOf(resource, connection, id).Enter();
                await adapter.DeleteAsync(new(connection, resource), id, cancellationToken);
            }
        }
        catch (LiteLLMException e)
        {
            services.Connections.Suspect(connection, e);
            var refused = e.Class is LiteLLMErrorClass.Rejected or LiteLLMErrorClass.LicenceRequired;
            return (refused ? DeletionOutcome.Refused : DeletionOutcome.Unreachable, e.Message, e.RetryAfter);
        }

        if (targets.Count > 0)
        {
            // Whoever refers to the entry by its name would find it in the old list until then.
            informer.ListSoon();
        }

        if (resource.CommonStatus?.CommonLastRendered?.RemoteId is not null)
        {
            services.Metrics.DriftCorrected(DriftAction.DeleteVanished);
        }

        return (DeletionOutcome.Confirmed, "", null);
    }

    private ChangeOrigin OriginOf(TResource resource, ConnectionSnapshot connection, string id)
    {
        return new(KindName, ObjectKey.Of(resource), ChangeCauseLabel.Deleted)
        {
            Uid = resource.Metadata.Uid,
            Generation = resource.Metadata.Generation,
            Connection = connection.Key.Name,
            EntryId = id,
        };
    }

    private async Task DrainOrphanedAsync(TResource resource, ConnectionSnapshot connection, string cause, CancellationToken cancellationToken)
    {
        var id = resource.CommonStatus?.CommonLastRendered?.RemoteId ?? adapter.ChosenId(resource, connection) ?? "unknown";
        LogOrphaned(KindName, ObjectKey.Of(resource), id, cause);
        services.Events.Normal(resource, "LiteLLMDeleteOrphaned", $"released without confirmation, the LiteLLM entry {id} may still exist: {cause}");
        services.Metrics.DeletionOrphaned();
        await finalizers.RemoveAsync(resource, cancellationToken);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right)
    {
        return left < right ? left : right;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Key} was released while its LiteLLM entry {RemoteId} may still exist: {Cause}")]
    private partial void LogOrphaned(string kind, ObjectKey key, string remoteId, string cause);
}
