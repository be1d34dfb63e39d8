using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s;
using k8s.Models;

namespace Alitellm.Operator.Children;

/// <summary>
/// Writes generated objects of one kind, each only when the write would change something, and never one that is somebody else's.
/// </summary>
/// <param name="fieldManager">Stays the same for ever: what it owns and no longer says is taken back.</param>
internal sealed class ChildWriter<TChild>(IStore<TChild> store, IResourceClient<TChild> client, string fieldManager)
    where TChild : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// What was written last, with the generation it made: an API server that stores something else than it was sent, such as a default, would
    /// otherwise be written to for ever.
    /// </summary>
    private readonly ConcurrentDictionary<ObjectKey, (string? Uid, long? Generation, string Hash)> _written = new();

    /// <summary>Whether the object is as our last write left it.</summary>
    public bool IsOwnWrite(TChild child)
    {
        return _written.TryGetValue(ObjectKey.Of(child), out var last) && (last.Uid, last.Generation) == (child.Metadata.Uid, child.Metadata.Generation);
    }

    /// <exception cref="KubernetesApiException">The object could not be read or written.</exception>
    public async Task<ChildWrite> WriteAsync(ChildManifest manifest, ChildOwner owner, CancellationToken cancellationToken)
    {
        if (Settled(store.Get(manifest.Key), manifest, owner) is { } known)
        {
            return known;
        }

        // The watch may be behind: what is to be written is looked at as it is now. A forced write would take a stranger's object over.
        var found = await client.GetAsync(manifest.Key, cancellationToken);
        if (Settled(found, manifest, owner) is { } settled)
        {
            return settled;
        }

        try
        {
            var applied = await client.ApplyAsync(manifest.Key, manifest.Body, fieldManager, force: true, cancellationToken);
            _written[manifest.Key] = (applied.Metadata.Uid, applied.Metadata.Generation, manifest.Hash);
            return new(owner.StateOf(found), Written: true);
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            found = await client.GetAsync(manifest.Key, cancellationToken);
            return Settled(found, manifest, owner) ?? new(owner.StateOf(found), Written: false) { Raced = true };
        }
    }

    /// <summary>Deletes an object of the owner; one that is gone, or was made anew by somebody, is success.</summary>
    /// <exception cref="KubernetesApiException">It could not be deleted.</exception>
    public async Task DeleteAsync(TChild child, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(child);
        _written.TryRemove(key, out _);
        try
        {
            await client.DeleteAsync(key, child.Metadata.Uid, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            // Another object has the name by now.
        }
    }

    public void Forget(ObjectKey key)
    {
        _written.TryRemove(key, out _);
    }

    /// <returns>Null when the object has to be written.</returns>
    private ChildWrite? Settled(TChild? child, ChildManifest manifest, ChildOwner owner)
    {
        var state = owner.StateOf(child);
        return state switch
        {
            ChildState.Absent => null,
            ChildState.Ours => Says(child!, manifest) ? new(state, Written: false) : null,
            _ => new(state, Written: false) { Holder = ChildOwner.ControllerOf(child!) },
        };
    }

    private bool Says(TChild child, ChildManifest manifest)
    {
        if (child.Metadata.Annotations?.TryGetValue(ApiGroup.AppliedHashAnnotation, out var hash) != true || hash != manifest.Hash)
        {
            return false;
        }

        var stored = (JsonObject)JsonSerializer.SerializeToNode(child, client.Type.Json)!;
        return ManifestMatch.MetadataHolds(stored, manifest.Body)
            && (ManifestMatch.SpecHolds(stored, manifest.Body) || IsOwnWrite(child));
    }
}
