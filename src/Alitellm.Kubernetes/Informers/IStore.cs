namespace Alitellm.Kubernetes.Informers;

/// <summary>Read side of an informer. Objects are shared and must not be changed.</summary>
public interface IStore<T>
    where T : class
{
    int Count { get; }

    T? Get(ObjectKey key);

    /// <summary>A snapshot in no particular order.</summary>
    IReadOnlyList<T> List();

    /// <summary>The objects an index function mapped to <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">No such index.</exception>
    IReadOnlyList<T> ByIndex(string index, string value);
}
