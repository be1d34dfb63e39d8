namespace Alitellm.Kubernetes.ListWatch;

/// <summary>The kinds of watch event that carry an object of the watched kind.</summary>
internal enum WatchChange
{
    Added,
    Modified,
    Deleted,
}
