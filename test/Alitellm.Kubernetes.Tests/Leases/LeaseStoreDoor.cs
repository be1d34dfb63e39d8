using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Leases;
using k8s.Models;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>One replica's way to the store, which may be out of order.</summary>
internal sealed class LeaseStoreDoor(MemoryLeaseStore store) : ILeaseStore
{
    public StoreFault Fault { get; set; }

    /// <summary>Of reading one lease; a status the API server answers.</summary>
    public int? ReadStatus { get; set; }

    public int Requests { get; private set; }

    public Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        return ReadStatus is { } status
            ? Task.FromException<V1Lease?>(new KubernetesApiException(status, null, "refused"))
            : SendAsync(() => store.Find(key.Namespace, key.Name), cancellationToken);
    }

    public Task<IReadOnlyList<V1Lease>> ListAsync(string @namespace, string labelSelector, CancellationToken cancellationToken)
    {
        return SendAsync(() => store.List(@namespace, labelSelector), cancellationToken);
    }

    public Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => store.Create(lease), cancellationToken);
    }

    public Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => store.Update(lease), cancellationToken);
    }

    public Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(
            () =>
            {
                store.Delete(lease);
                return true;
            },
            cancellationToken);
    }

    private async Task<T> SendAsync<T>(Func<T> request, CancellationToken cancellationToken)
    {
        Requests++;
        StoreFault fault = Fault;
        if (fault == StoreFault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (fault == StoreFault.Unreachable)
        {
            throw new KubernetesApiException(null, null, "unreachable");
        }

        T answer = request();
        if (fault == StoreFault.AnswerHangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return fault == StoreFault.AnswerLost ? throw new KubernetesApiException(null, null, "connection reset") : answer;
    }
}
