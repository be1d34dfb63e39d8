namespace Alitellm.Kubernetes.ListWatch;

/// <summary>A list on its way in, out of readers' sight until it is complete.</summary>
internal sealed class ListBatch<T> : IListSink<T>
{
    private readonly List<T> _items = [];
    private readonly List<UndecodableItem> _undecodable = [];

    public IReadOnlyList<T> Items => _items;

    public IReadOnlyList<UndecodableItem> Undecodable => _undecodable;

    void IListSink<T>.Item(T item) => _items.Add(item);

    void IListSink<T>.Undecodable(UndecodableItem item) => _undecodable.Add(item);

    void IListSink<T>.Restart()
    {
        _items.Clear();
        _undecodable.Clear();
    }
}
