using Alitellm.Kubernetes.Client;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Collects a list in which every item must be readable.</summary>
internal sealed class CollectingSink<T> : IListSink<T>
{
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    public void Item(T item) => _items.Add(item);

    public void Undecodable(UndecodableItem item)
    {
        throw new KubernetesApiException(null, ApiFailures.Undecodable, $"{item.Key?.ToString() ?? "an item"} of the list: {item.Reason}");
    }

    public void Restart() => _items.Clear();
}
