namespace Alitellm.Kubernetes.ListWatch;

/// <summary>The store a reflector keeps current.</summary>
internal interface IReflectorTarget<T>
{
    /// <summary>Takes a complete list in place of everything known before.</summary>
    /// <param name="undecodable">Objects that exist but could not be read.</param>
    void Replace(IReadOnlyList<T> items, IReadOnlyList<UndecodableItem> undecodable, string version);

    void Changed(WatchChange change, T item);

    void Undecodable(WatchChange change, UndecodableItem item);

    /// <summary>Everything up to this version was delivered.</summary>
    void Reached(string version);
}
