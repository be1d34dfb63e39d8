using System.Net;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Leases of an API server.</summary>
internal sealed class KubernetesLeaseStore(KubernetesConnection connection, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory) : ILeaseStore
{
    private readonly ICoordinationV1Operations _leases = connection.Client.CoordinationV1;

    public async Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(() => _leases.ReadNamespacedLeaseAsync(key.Name, key.Namespace, cancellationToken: cancellationToken));
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    public Task WatchAsync(string @namespace, string labelSelector, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        return WatchAsync(new InformerOptions([@namespace]) { LabelSelector = labelSelector }, changed, synced, cancellationToken);
    }

    public Task WatchAsync(ObjectKey key, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        InformerOptions options = new([key.Namespace]) { FieldSelector = $"metadata.name={key.Name}", Name = $"{BuiltInTypes.Lease.Plural}/{key}" };
        return WatchAsync(options, changed, synced, cancellationToken);
    }

    public Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => _leases.CreateNamespacedLeaseAsync(lease, lease.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
    }

    public Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => _leases.ReplaceNamespacedLeaseAsync(lease, lease.Metadata.Name, lease.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
    }

    public async Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        V1DeleteOptions options = new() { Preconditions = new V1Preconditions { ResourceVersion = lease.Metadata.ResourceVersion } };
        try
        {
            await SendAsync(() => _leases.DeleteNamespacedLeaseAsync(lease.Metadata.Name, lease.Metadata.NamespaceProperty, options, cancellationToken: cancellationToken));
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            // Somebody else was quicker, which is what was wanted.
        }
    }

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

    /// <summary>Gives every failure but the caller's own cancellation one type.</summary>
    private static async Task<T> SendAsync<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (HttpOperationException exception)
        {
            HttpStatusCode? status = exception.Response?.StatusCode;
            throw new KubernetesApiException((int?)status, exception.Response?.ReasonPhrase, $"the API server answered {(int?)status} to a lease request", inner: exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new KubernetesApiException(null, null, $"a lease request failed: {exception.Message}", inner: exception);
        }
    }
}
