namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Receives what a watch brings, in order.</summary>
internal interface IWatchSink<in T>
{
    /// <summary>The server accepted the watch.</summary>
    void Connected();

    void Changed(WatchChange change, T item);

    /// <summary>An event whose object is not of the kind; its neighbours are unharmed.</summary>
    void Undecodable(WatchChange change, UndecodableItem item);

    void Bookmark(string resourceVersion);
}
