using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s;
using k8s.Models;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Adds and removes one finalizer without touching anybody else's.</summary>
internal sealed class Finalizers<TResource>(IResourceClient<TResource> client, Informer<TResource> informer, string finalizer)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
{
    // Enough for a race; who forbids the change for good is not asked without a pause.
    private const int Attempts = 3;

    public bool Has(TResource resource)
    {
        return resource.Metadata.Finalizers?.Contains(finalizer) == true;
    }

    /// <returns>The object with the finalizer.</returns>
    public async Task<TResource> AddAsync(TResource resource, CancellationToken cancellationToken)
    {
        var written = await client.JsonPatchAsync(ObjectKey.Of(resource), FinalizerPatch.Add(resource.Metadata.Finalizers, finalizer), cancellationToken);
        informer.Put(written);
        return written;
    }

    /// <summary>Removes it; that the object or the finalizer is gone already is success.</summary>
    /// <exception cref="KubernetesApiException">The server refuses, also after another look at the object.</exception>
    public async Task RemoveAsync(TResource resource, CancellationToken cancellationToken)
    {
        var current = resource;
        for (var attempt = 1; current is not null && Has(current); attempt++)
        {
            try
            {
                await client.JsonPatchAsync(ObjectKey.Of(current), FinalizerPatch.Remove(current.Metadata.Finalizers!, finalizer), cancellationToken);
                return;
            }
            catch (KubernetesApiException e) when (e.IsNotFound)
            {
                return;
            }
            catch (KubernetesApiException e) when (e.Status is 422 or 409 && attempt < Attempts)
            {
                // Somebody changed the list since we read it; look again instead of removing theirs.
                current = await client.GetAsync(ObjectKey.Of(current), cancellationToken);
            }
        }
    }
}
