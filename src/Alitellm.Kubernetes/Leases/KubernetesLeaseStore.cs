using System.Net;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Leases of an API server.</summary>
internal sealed class KubernetesLeaseStore(KubernetesConnection connection) : ILeaseStore
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

    public async Task<IReadOnlyList<V1Lease>> ListAsync(string @namespace, string labelSelector, CancellationToken cancellationToken)
    {
        V1LeaseList list = await SendAsync(() => _leases.ListNamespacedLeaseAsync(@namespace, labelSelector: labelSelector, cancellationToken: cancellationToken));
        return [.. list.Items];
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
