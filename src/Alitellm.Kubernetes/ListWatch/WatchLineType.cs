namespace Alitellm.Kubernetes.ListWatch;

/// <summary>The types of watch event; those of <see cref="WatchChange"/> have its values.</summary>
internal enum WatchLineType
{
    Added = WatchChange.Added,
    Modified = WatchChange.Modified,
    Deleted = WatchChange.Deleted,
    Bookmark,
    Error,
}
