namespace Alitellm.Kubernetes.Queueing;

/// <summary>Where a key is. A key that is none of these is kept for its failure count alone.</summary>
[Flags]
internal enum KeyState : byte
{
    None = 0,

    /// <summary>In a lane. Excludes all others.</summary>
    Ready = 1,

    /// <summary>With a worker.</summary>
    Processing = 2,

    /// <summary>In the delay heap. Excludes <see cref="Dirty"/>: the earlier time wins.</summary>
    Delayed = 4,

    /// <summary>Added while with a worker: goes to its lane when the worker is done.</summary>
    Dirty = 8,
}
