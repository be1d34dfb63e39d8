using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Status;
using Alitellm.Operator.Remote.Deleting;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>
/// Deletes what a deleted discovery generated, waits until it is gone, and only then lets the discovery go. Kubernetes' own garbage collection does
/// not touch the children of an object that is merely terminating: to wait for it would be to wait for ever.
/// </summary>
internal sealed partial class Drain<TDiscovery, TChild>(
    DiscoveryServices<TDiscovery, TChild> services,
    Generator<TDiscovery, TChild> generator,
    Finalizers<TDiscovery> finalizers,
    StatusWriter<TDiscovery> statuses,
    ILogger logger)
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>How soon a drain is looked at although nothing was heard; the reference operator's 5 s.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(5);

    private readonly DrainLedger _ledger = new();

    public async Task<ReconcileResult> DrainAsync(TDiscovery discovery, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(discovery);
        if (!finalizers.Has(discovery))
        {
            Forget(key);
            return ReconcileResult.Done;
        }

        var remaining = services.Children.ChildrenOf(discovery);
        if (remaining.Count == 0)
        {
            Forget(key);
            services.KindMetrics.Forget(key.Namespace, key.Name);
            services.Metrics.Forget(key.Namespace, key.Name);
            await finalizers.RemoveAsync(discovery, cancellationToken);
            return ReconcileResult.Done;
        }

        await SayAsync(discovery, remaining.Count, cancellationToken);
        var undeleted = await generator.DeleteAsync(remaining.Where(child => child.Metadata.DeletionTimestamp is null), cancellationToken);
        return undeleted > 0 ? ReconcileResult.Backoff : ReconcileResult.RequeueAfter(s_look);
    }

    public void Forget(ObjectKey key)
    {
        _ledger.Forget(key);
    }

    private async Task SayAsync(TDiscovery discovery, int remaining, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(discovery);
        services.KindMetrics.Reported(key.Namespace, ConditionReasons.Deleting);
        if (ConditionList.Find(discovery.Status?.Conditions, ConditionTypes.Ready)?.Reason != ConditionReasons.Deleting)
        {
            await statuses.WriteAsync(discovery, copy => DiscoveryStatusComposer.Deleting(copy, remaining, services.Now), null, cancellationToken);
        }

        var waited = services.Now - discovery.Metadata.DeletionTimestamp!.Value;
        var (isNews, isOverdue) = _ledger.Note(key, remaining, waited);
        if (isNews)
        {
            LogWaiting(discovery.Kind, key, remaining);
        }

        if (isOverdue)
        {
            services.Metrics.DrainOverdue();
            services.Events.Warning(discovery, "CascadeDrainOverdue", $"{remaining} generated objects are still there {(int)waited.TotalMinutes} min after the deletion; look at their finalizers and conditions");
            LogOverdue(discovery.Kind, key, remaining, (int)waited.TotalMinutes);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Key} is deleted once its {Remaining} generated objects are gone")]
    private partial void LogWaiting(string kind, ObjectKey key, int remaining);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Key} waits for {Remaining} generated objects for {Minutes} min")]
    private partial void LogOverdue(string kind, ObjectKey key, int remaining, int minutes);
}
