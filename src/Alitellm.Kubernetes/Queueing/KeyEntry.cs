namespace Alitellm.Kubernetes.Queueing;

/// <summary>All that is known of one key: 32 bytes for a reference key.</summary>
internal struct KeyEntry<TKey>
{
    public TKey Key;
    public int Hash;

    /// <summary>Next entry of the hash chain, or of the free list.</summary>
    public int Next;

    /// <summary>Neighbour in the lane while ready; position in the heap while delayed (never both).</summary>
    public int PreviousOrPosition;

    public int NextInLane;

    /// <summary>Consecutive failures.</summary>
    public int Failures;

    public KeyState State;

    /// <summary>Lane of the pending hand-out.</summary>
    public QueuePriority Pending;

    /// <summary>Lane the key was last taken from.</summary>
    public QueuePriority Taken;
}
