namespace Alitellm.Kubernetes.Informers;

/// <summary>
/// The objects of an informer and their indexes. A writer holds <see cref="Sync"/> for as long as its change is not complete, so readers see the
/// store before or after a list, never in between.
/// </summary>
internal sealed class InformerStore<T>
    where T : class
{
    private readonly Dictionary<string, StoreIndex<T>> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, T> _objects = [];
    private T[]? _snapshot;

    public Lock Sync { get; } = new();

    public int Count
    {
        get
        {
            lock (Sync)
            {
                return _objects.Count;
            }
        }
    }

    public void AddIndex(string name, StoreIndex<T> index)
    {
        lock (Sync)
        {
            _indexes.Add(name, index);
        }
    }

    public T? Get(ObjectKey key)
    {
        lock (Sync)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<T> List()
    {
        lock (Sync)
        {
            return _snapshot ??= [.. _objects.Values];
        }
    }

    public IReadOnlyList<T> ByIndex(string index, string value)
    {
        lock (Sync)
        {
            if (!_indexes.TryGetValue(index, out var found))
            {
                throw new ArgumentException($"no index named {index}", nameof(index));
            }

            var keys = found.Keys(value);
            var objects = new T[keys.Count];
            var i = 0;
            foreach (var key in keys)
            {
                objects[i++] = _objects[key];
            }

            return objects;
        }
    }

    /// <summary>The keys of a namespace, or all; only while holding <see cref="Sync"/>.</summary>
    public List<ObjectKey> KeysIn(string @namespace)
    {
        return @namespace.Length == 0 ? [.. _objects.Keys] : [.. _objects.Keys.Where(key => key.Namespace == @namespace)];
    }

    /// <summary>Makes room for so many objects; only while holding <see cref="Sync"/>.</summary>
    public void Reserve(int count) => _objects.EnsureCapacity(count);

    /// <summary>Only while holding <see cref="Sync"/>.</summary>
    public void Set(ObjectKey key, T item)
    {
        var old = _objects.GetValueOrDefault(key);
        _objects[key] = item;
        _snapshot = null;
        foreach (var index in _indexes.Values)
        {
            if (old is not null)
            {
                index.Remove(key, old);
            }

            index.Add(key, item);
        }
    }

    /// <summary>Only while holding <see cref="Sync"/>.</summary>
    public void Remove(ObjectKey key)
    {
        if (!_objects.Remove(key, out var old))
        {
            return;
        }

        _snapshot = null;
        foreach (var index in _indexes.Values)
        {
            index.Remove(key, old);
        }
    }
}
