using Alitellm.Kubernetes.ListWatch;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Informers;

/// <summary>
/// Brings lists, watch events and our own writes into one store and says what subscribers must hear. Two invariants: the store never goes back behind
/// an own write, and no foreign change goes unannounced because an own write that contains it came first.
/// </summary>
internal sealed class StoreUpdater<T>(InformerStore<T> store, IReadOnlyList<string> namespaces, TimeProvider timeProvider)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // The echo of a write takes milliseconds. If versions went backwards (a restored etcd) the server must win in the end.
    private static readonly TimeSpan OwnWriteLife = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ObjectKey, OwnWrite<T>> _writes = [];
    private readonly Dictionary<string, ulong> _reached = new(StringComparer.Ordinal);

    public void Put(T resource)
    {
        var key = ObjectKey.Of(resource);
        lock (store.Sync)
        {
            if (PartitionOf(key) is not { } partition || ResourceVersions.Parse(resource.Metadata.ResourceVersion) is not { } version)
            {
                return;
            }

            // The watch is past this version: what it left in the store is newer, and what it took out is gone.
            if (_reached.TryGetValue(partition, out var reached) && reached >= version)
            {
                return;
            }

            var stored = store.Get(key);
            if (stored is not null && ResourceVersions.Parse(stored.Metadata.ResourceVersion) >= version)
            {
                return;
            }

            var announced = _writes.TryGetValue(key, out var earlier) ? earlier.Announced : stored;
            _writes[key] = new(version, announced, timeProvider.GetTimestamp());
            store.Set(key, resource);
        }
    }

    /// <summary>Notes that the watch has delivered everything up to a version.</summary>
    public void Reached(string partition, string version)
    {
        if (ResourceVersions.Parse(version) is { } number)
        {
            lock (store.Sync)
            {
                _reached[partition] = number;
            }
        }
    }

    public StoreChange<T>? Changed(WatchChange change, T item)
    {
        var key = ObjectKey.Of(item);
        lock (store.Sync)
        {
            var stored = store.Get(key);
            var known = stored;
            if (_writes.TryGetValue(key, out var write))
            {
                known = write.Announced;
                var version = ResourceVersions.Parse(item.Metadata.ResourceVersion);
                if (version < write.Version && IsFresh(write))
                {
                    return Overtaken(key, write, stored!, false);
                }

                _writes.Remove(key);
                if (version == write.Version && change != WatchChange.Deleted)
                {
                    return ReferenceEquals(known, stored) ? null : new(new(key, known, stored, false), known is not null);
                }
            }
            else if (change != WatchChange.Deleted && stored is not null && stored.Metadata.ResourceVersion == item.Metadata.ResourceVersion)
            {
                return null;
            }

            if (change != WatchChange.Deleted)
            {
                store.Set(key, item);
                return new(new(key, known, item, false), false);
            }

            store.Remove(key);
            return stored is null ? null : new(new(key, item, null, false), false);
        }
    }

    /// <summary>An object that is gone and whose last state could not be read.</summary>
    public StoreChange<T>? Removed(ObjectKey key)
    {
        lock (store.Sync)
        {
            return Remove(key) is { } removed ? new(removed, false) : null;
        }
    }

    /// <summary>Makes a partition what a complete list says. Unreadable objects keep the state they had.</summary>
    public IReadOnlyList<InformerEvent<T>> Replace(
        string partition, IReadOnlyList<T> items, IReadOnlyList<UndecodableItem> undecodable, string version, bool initial)
    {
        lock (store.Sync)
        {
            var listed = ResourceVersions.Parse(version);
            var before = store.KeysIn(partition);
            var present = new HashSet<ObjectKey>(before.Count == 0 ? 0 : items.Count);
            var events = new List<InformerEvent<T>>(initial ? items.Count : 0);
            store.Reserve(items.Count);
            foreach (var item in items)
            {
                var key = ObjectKey.Of(item);
                if (before.Count > 0)
                {
                    present.Add(key);
                }

                if (Listed(key, item, initial) is { } change)
                {
                    events.Add(change);
                }
            }

            present.UnionWith(undecodable.Where(u => u.Key is not null).Select(u => u.Key!.Value));
            foreach (var key in before.Where(key => !present.Contains(key)))
            {
                var createdLater = _writes.TryGetValue(key, out var write) && write.Version > listed && IsFresh(write);
                if (!createdLater && Remove(key) is { } removed)
                {
                    events.Add(removed);
                }
            }

            if (listed is { } number)
            {
                _reached[partition] = number;
            }

            return events;
        }
    }

    private InformerEvent<T>? Listed(ObjectKey key, T item, bool initial)
    {
        var stored = store.Get(key);
        if (_writes.TryGetValue(key, out var write))
        {
            if (ResourceVersions.Parse(item.Metadata.ResourceVersion) < write.Version && IsFresh(write))
            {
                var news = write.Announced?.Metadata.ResourceVersion != item.Metadata.ResourceVersion;
                return news ? Overtaken(key, write, stored!, initial)?.Event : null;
            }

            // The watch was not there to tell an echo from a foreign change in between: announce it.
            _writes.Remove(key);
            store.Set(key, item);
            return new(key, write.Announced, item, initial);
        }

        if (stored is not null && stored.Metadata.ResourceVersion == item.Metadata.ResourceVersion)
        {
            return null;
        }

        store.Set(key, item);
        return new(key, stored, item, initial);
    }

    /// <summary>A foreign change older than our own write: the store has it already, as part of that write, but nobody was told.</summary>
    private StoreChange<T>? Overtaken(ObjectKey key, OwnWrite<T> write, T stored, bool initial)
    {
        _writes[key] = write with { Announced = stored };
        return ReferenceEquals(write.Announced, stored) ? null : new(new(key, write.Announced, stored, initial), false);
    }

    private InformerEvent<T>? Remove(ObjectKey key)
    {
        _writes.Remove(key);
        var stored = store.Get(key);
        store.Remove(key);
        return stored is null ? null : new(key, stored, null, false);
    }

    private bool IsFresh(OwnWrite<T> write) => timeProvider.GetElapsedTime(write.At) < OwnWriteLife;

    private string? PartitionOf(ObjectKey key)
    {
        return namespaces.Count == 0 ? "" : namespaces.Contains(key.Namespace) ? key.Namespace : null;
    }
}
