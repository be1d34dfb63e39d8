namespace Alitellm.Kubernetes.Informers;

/// <summary>Which keys an index function maps to each value.</summary>
internal sealed class StoreIndex<T>(Func<T, IEnumerable<string>> values, Action<Exception> failed)
    where T : class
{
    private readonly Dictionary<string, HashSet<ObjectKey>> _keys = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ObjectKey> Keys(string value) => _keys.TryGetValue(value, out var keys) ? keys : [];

    public void Add(ObjectKey key, T item)
    {
        foreach (var value in ValuesOf(item))
        {
            if (!_keys.TryGetValue(value, out var keys))
            {
                _keys.Add(value, keys = []);
            }

            keys.Add(key);
        }
    }

    public void Remove(ObjectKey key, T item)
    {
        foreach (var value in ValuesOf(item))
        {
            if (_keys.TryGetValue(value, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                _keys.Remove(value);
            }
        }
    }

    private List<string> ValuesOf(T item)
    {
        try
        {
            return [.. values(item)];
        }
        catch (Exception e)
        {
            // A defect of the function must not cost the other objects their place; this one is in no index.
            failed(e);
            return [];
        }
    }
}
