using Alitellm.Kubernetes.Informers;
using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>The requests leader election needs. Failures are <see cref="Client.KubernetesApiException"/>.</summary>
internal interface ILeaseStore
{
    /// <returns>The lease, or null where there is none.</returns>
    Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Tells of every lease with the labels and of every change, until cancelled. It survives every failure of the server, during which
    /// nothing is told; what was missed is told afterwards, several changes of one lease possibly as one.
    /// </summary>
    /// <param name="changed">Called at once when a change arrives, one call at a time, on any thread.</param>
    /// <param name="synced">Called once, after all leases there were at the beginning have been told.</param>
    Task WatchAsync(string @namespace, string labelSelector, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken);

    /// <summary>The same for one lease, whatever its labels.</summary>
    Task WatchAsync(ObjectKey key, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken);

    Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken);

    /// <summary>Replaces the lease if it still has the given resource version; a conflict otherwise.</summary>
    Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken);

    /// <summary>Deletes the lease if it still has the given resource version; one already gone is success.</summary>
    Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken);
}
