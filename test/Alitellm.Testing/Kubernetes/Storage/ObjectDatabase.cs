using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// The one global version counter and every write under it. Tells watches what changed, keeps the index from owner to dependents.
/// Guarded by the server's lock; <see cref="TakeTouchedWatches"/> is drained after the lock is left.
/// </summary>
internal sealed class ObjectDatabase
{
    private readonly Dictionary<string, HashSet<(ObjectCollection Collection, string Namespace, string Name)>> _dependents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ObjectCollection Collection, string Namespace, string Name)> _byUid = new(StringComparer.Ordinal);
    private readonly List<Watch> _touched = [];

    /// <summary>The newest resource version.</summary>
    public long Version { get; private set; } = 1;

    public StoredObject Put(ObjectCollection collection, JsonObject json)
    {
        var metadata = Metadata.Of(json);
        var before = collection.Find(Metadata.Text(metadata, "namespace"), Metadata.Text(metadata, "name"));
        var after = new StoredObject(json, ++Version);
        if (before is not null)
        {
            Unindex(collection, before);
        }

        Index(collection, after);
        Publish(collection, new StoreEvent(Version, before, after, null));
        return after;
    }

    public StoredObject Remove(ObjectCollection collection, StoredObject before, JsonObject lastState)
    {
        var last = new StoredObject(lastState, ++Version);
        Unindex(collection, before);
        Publish(collection, new StoreEvent(Version, before, null, last));
        return last;
    }

    public bool Exists(string uid) => _byUid.ContainsKey(uid);

    public (ObjectCollection Collection, StoredObject Object)? ByUid(string uid) =>
        _byUid.TryGetValue(uid, out var at) && at.Collection.Find(at.Namespace, at.Name) is { } found ? (at.Collection, found) : null;

    /// <summary>Objects whose owner references name the uid, in a stable order.</summary>
    public IReadOnlyList<(ObjectCollection Collection, StoredObject Object)> Dependents(string ownerUid) =>
        !_dependents.TryGetValue(ownerUid, out var keys)
            ? []
            : [.. keys.OrderBy(k => k.Namespace, StringComparer.Ordinal).ThenBy(k => k.Name, StringComparer.Ordinal)
                .Select(k => (k.Collection, Object: k.Collection.Find(k.Namespace, k.Name)))
                .Where(d => d.Object is not null)
                .Select(d => (d.Collection, d.Object!))];

    public void Touch(Watch watch) => _touched.Add(watch);

    /// <summary>What is no longer served is no longer watched.</summary>
    public void EndWatches(ObjectCollection collection, Func<Watch, bool> which)
    {
        foreach (var watch in collection.Watches.Where(which))
        {
            watch.Stream.End();
            Touch(watch);
        }
    }

    public IReadOnlyList<Watch> TakeTouchedWatches()
    {
        if (_touched.Count == 0)
        {
            return [];
        }

        var taken = _touched.ToArray();
        _touched.Clear();
        return taken;
    }

    private void Publish(ObjectCollection collection, StoreEvent change)
    {
        collection.Record(change);
        foreach (var watch in collection.Watches)
        {
            if (watch.Offer(change))
            {
                _touched.Add(watch);
            }
        }
    }

    private void Index(ObjectCollection collection, StoredObject obj)
    {
        var key = (collection, obj.Namespace, obj.Name);
        _byUid[obj.Uid] = key;
        foreach (var owner in OwnerUids(obj))
        {
            if (!_dependents.TryGetValue(owner, out var keys))
            {
                _dependents[owner] = keys = [];
            }

            keys.Add(key);
        }
    }

    private void Unindex(ObjectCollection collection, StoredObject obj)
    {
        _byUid.Remove(obj.Uid);
        foreach (var owner in OwnerUids(obj))
        {
            if (_dependents.TryGetValue(owner, out var keys) && keys.Remove((collection, obj.Namespace, obj.Name)) && keys.Count == 0)
            {
                _dependents.Remove(owner);
            }
        }
    }

    private static IEnumerable<string> OwnerUids(StoredObject obj) =>
        Metadata.OwnerReferences(Metadata.Of(obj.Json)).Select(r => Metadata.Text(r, "uid"));
}
