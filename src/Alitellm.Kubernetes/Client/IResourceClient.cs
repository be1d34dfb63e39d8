using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>Reads and writes single objects of one kind. Every failure but the documented ones is a <see cref="KubernetesApiException"/>.</summary>
public interface IResourceClient<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    ResourceType<T> Type { get; }

    /// <returns>The object, or null where it does not exist.</returns>
    Task<T?> GetAsync(ObjectKey key, CancellationToken cancellationToken);

    Task<T> CreateAsync(T resource, CancellationToken cancellationToken);

    /// <summary>RFC 7386 merge patch of everything but the status.</summary>
    Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken);

    /// <summary>RFC 7386 merge patch of the status subresource; <paramref name="patch"/> is the value of <c>status</c>.</summary>
    Task<T> MergePatchStatusAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken);

    /// <summary>RFC 6902 patch; a failed <c>test</c> is a <see cref="KubernetesApiException"/> with status 422.</summary>
    Task<T> JsonPatchAsync(ObjectKey key, JsonArray patch, CancellationToken cancellationToken);

    /// <summary>Server-side apply.</summary>
    Task<T> ApplyAsync(ObjectKey key, JsonObject body, string fieldManager, bool force, CancellationToken cancellationToken);

    /// <summary>Deletes; an object already gone is success. <paramref name="uid"/> guards against deleting a successor of the same name.</summary>
    Task DeleteAsync(ObjectKey key, string? uid, CancellationToken cancellationToken);
}
