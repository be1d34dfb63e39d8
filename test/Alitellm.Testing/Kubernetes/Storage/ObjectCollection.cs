namespace Alitellm.Testing.Kubernetes;

/// <summary>The objects of one resource in key order, their bounded history, and the watches on them. Guarded by the server's lock.</summary>
/// <param name="historyLimit">How many changes are remembered.</param>
/// <param name="start">Version from which on changes are known; a watch from below gets 410.</param>
internal sealed class ObjectCollection(int historyLimit, long start)
{
    private readonly SortedDictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private readonly Queue<StoreEvent> _history = new();

    public ICollection<StoredObject> Objects => _objects.Values;

    public IEnumerable<StoreEvent> History => _history;

    /// <summary>Changes up to this version are forgotten; a watch from below gets 410.</summary>
    public long CompactedThrough { get; private set; } = start;

    public List<Watch> Watches { get; } = [];

    public StoredObject? Find(string ns, string name) => _objects.GetValueOrDefault(StoredObject.KeyOf(ns, name));

    public void Record(StoreEvent change)
    {
        if (change.After is { } after)
        {
            _objects[after.Key] = after;
        }
        else
        {
            _objects.Remove(change.Before!.Key);
        }

        _history.Enqueue(change);
        while (_history.Count > historyLimit)
        {
            CompactedThrough = _history.Dequeue().Version;
        }
    }

    public void Compact(long through)
    {
        _history.Clear();
        CompactedThrough = through;
    }

    /// <summary>The objects as they were at <paramref name="version"/>; null when that is compacted away.</summary>
    public IReadOnlyCollection<StoredObject>? SnapshotAt(long version)
    {
        if (version < CompactedThrough)
        {
            return null;
        }

        var state = new SortedDictionary<string, StoredObject>(_objects, StringComparer.Ordinal);
        foreach (var change in _history.Where(c => c.Version > version).Reverse())
        {
            if (change.Before is { } before)
            {
                state[before.Key] = before;
            }
            else
            {
                state.Remove(change.Current.Key);
            }
        }

        return state.Values;
    }
}
