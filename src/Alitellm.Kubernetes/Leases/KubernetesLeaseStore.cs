using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Leases of an API server.</summary>
internal sealed class KubernetesLeaseStore(KubernetesConnection connection, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory) : ILeaseStore
{
    private readonly ResourceClient<V1Lease> _leases = new(connection, BuiltInTypes.Lease);

    public Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken) => _leases.GetAsync(key, cancellationToken);

    public Task WatchAsync(string @namespace, string labelSelector, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        return WatchAsync(new InformerOptions([@namespace]) { LabelSelector = labelSelector }, changed, synced, cancellationToken);
    }

    public Task WatchAsync(ObjectKey key, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        InformerOptions options = new([key.Namespace]) { FieldSelector = $"metadata.name={key.Name}", Name = $"{BuiltInTypes.Lease.Plural}/{key}" };
        return WatchAsync(options, changed, synced, cancellationToken);
    }

    public Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken) => _leases.CreateAsync(lease, cancellationToken);

    public Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken) => _leases.ReplaceAsync(lease, cancellationToken);

    public Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken) => _leases.DeleteAsync(lease, cancellationToken);

    private async Task WatchAsync(InformerOptions options, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        Informer<V1Lease> informer = new(connection, BuiltInTypes.Lease, options, timeProvider, loggerFactory, random);
        using IDisposable subscription = informer.Subscribe(changed, ownWrites: true);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task told = TellSyncedAsync(informer, synced, ended.Token);
        try
        {
            await informer.RunAsync(cancellationToken);
        }
        finally
        {
            ended.Cancel();
            await told;
        }
    }

    private static async Task TellSyncedAsync(Informer<V1Lease> informer, Action synced, CancellationToken cancellationToken)
    {
        try
        {
            await informer.WaitForSyncAsync(cancellationToken);
            synced();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The informer ended before.
        }
    }
}
