using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Status;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Deleting;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Connections;

/// <summary>
/// Probes a Connection and publishes what was found: in this process to every dependent, and, on the replica that holds the kind's lease,
/// in the object's status. Every replica probes, so that any of them can take over at once.
/// </summary>
/// <param name="dependents">Objects with deletion policy Delete that use a Connection.</param>
/// <param name="mayWrite">Whether this replica holds the lease of the kind.</param>
internal sealed class ConnectionReconciler(
    Informer<LiteLLMConnection> informer,
    ConnectionRegistry registry,
    ConnectionClients clients,
    ConnectionSecrets secrets,
    ConnectionProbe probe,
    Finalizers<LiteLLMConnection> finalizers,
    StatusWriter<LiteLLMConnection> statuses,
    IEventRecorder events,
    OperatorMetrics metrics,
    Func<ObjectKey, int> dependents,
    Func<bool> mayWrite,
    TimeProvider time,
    Random random) : IReconciler<ObjectKey>
{
    /// <summary>Time between probes of a working Connection; the reference operator's 5 min.</summary>
    private static readonly TimeSpan s_probeInterval = TimeSpan.FromMinutes(5);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (informer.Get(key) is not { } connection)
        {
            Forget(key);
            return ReconcileResult.Done;
        }

        if (connection.Metadata.DeletionTimestamp is not null)
        {
            return await DeleteAsync(key, connection, cancellationToken);
        }

        var before = registry.Get(key);
        if (mayWrite() && !finalizers.Has(connection))
        {
            connection = await finalizers.AddAsync(connection, cancellationToken);
        }

        if (before.Generation is { } probed && probed != connection.Metadata.Generation)
        {
            // Dependents must not go on writing to the old proxy while the new one is being probed.
            registry.Set(new(key, ConditionReasons.Connecting));
        }

        connection = await SayConnectingAsync(connection, cancellationToken);
        var result = await probe.ProbeAsync(connection, before.Version, cancellationToken);
        registry.Set(result.Snapshot with { Generation = connection.Metadata.Generation });
        metrics.SetConnectionReady(key.Namespace, key.Name, result.Snapshot.Reason);
        metrics.ForKind(LiteLLMConnection.KindName).Reported(key.Namespace, result.Snapshot.Reason);
        await SayProbedAsync(connection, result, cancellationToken);
        return Next(result);
    }

    private async Task<LiteLLMConnection> SayConnectingAsync(LiteLLMConnection connection, CancellationToken cancellationToken)
    {
        var ready = ConditionList.Find(connection.Status?.Conditions, ConditionTypes.Ready);
        var isKnown = ready is not null && (connection.Status!.ObservedGeneration == connection.Metadata.Generation || ready.Reason == ConditionReasons.Connecting);
        if (isKnown || !mayWrite())
        {
            return connection;
        }

        var now = time.GetUtcNow().UtcDateTime;
        return await statuses.WriteAsync(connection, copy => ConnectionStatusComposer.Connecting(copy, now), null, cancellationToken) ?? connection;
    }

    private async Task SayProbedAsync(LiteLLMConnection connection, ProbeResult result, CancellationToken cancellationToken)
    {
        if (!mayWrite())
        {
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var before = ConditionList.Find(connection.Status?.Conditions, ConditionTypes.Ready);
        var request = Remote.ReconcileRequest.Of(connection);
        await statuses.WriteAsync(connection, copy => ConnectionStatusComposer.Probed(copy, result, request, now), null, cancellationToken);
        if (before?.Reason == result.Snapshot.Reason)
        {
            return;
        }

        if (result.Snapshot.IsUsable)
        {
            events.Normal(connection, result.Snapshot.Reason, result.Message);
        }
        else
        {
            events.Warning(connection, result.Snapshot.Reason, result.Message);
        }
    }

    private ReconcileResult Next(ProbeResult result)
    {
        if (result.Snapshot.IsUsable)
        {
            return ReconcileResult.RequeueAfter(s_probeInterval * Jitter());
        }

        if (result.Snapshot.Reason == ConditionReasons.Unreachable)
        {
            return result.Failure?.RetryAfter is { } wait ? ReconcileResult.Throttled(wait) : ReconcileResult.Backoff;
        }

        // Only an edit or the other side can heal these; a slow look finds a key repaired over there.
        return ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(1 + (4 * random.NextDouble())));
    }

    private async Task<ReconcileResult> DeleteAsync(ObjectKey key, LiteLLMConnection connection, CancellationToken cancellationToken)
    {
        Forget(key);
        if (!mayWrite() || !finalizers.Has(connection))
        {
            return ReconcileResult.Done;
        }

        if (dependents(key) is > 0 and var count)
        {
            events.Warning(connection, "DependentsBlocked", $"{count} object(s) with deletion policy Delete still use this Connection and cannot be deleted without it");
        }

        await finalizers.RemoveAsync(connection, cancellationToken);
        return ReconcileResult.Done;
    }

    private void Forget(ObjectKey key)
    {
        registry.Remove(key);
        clients.Remove(key);
        secrets.Forget(key);
        metrics.ForgetConnection(key.Namespace, key.Name);
    }

    private double Jitter()
    {
        return 0.9 + (0.2 * random.NextDouble());
    }
}
