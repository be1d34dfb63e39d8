using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>The requests leader election needs. Failures are <see cref="Client.KubernetesApiException"/>.</summary>
internal interface ILeaseStore
{
    /// <returns>The lease, or null where there is none.</returns>
    Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken);

    Task<IReadOnlyList<V1Lease>> ListAsync(string @namespace, string labelSelector, CancellationToken cancellationToken);

    Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken);

    /// <summary>Replaces the lease if it still has the given resource version; a conflict otherwise.</summary>
    Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken);

    /// <summary>Deletes the lease if it still has the given resource version; one already gone is success.</summary>
    Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken);
}
