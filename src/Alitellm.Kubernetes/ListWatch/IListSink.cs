namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Receives the items of a list while it arrives.</summary>
internal interface IListSink<in T>
{
    void Item(T item);

    void Undecodable(UndecodableItem item);

    /// <summary>What came so far is void: the list starts again.</summary>
    void Restart();
}
