namespace Alitellm.Kubernetes.Queueing;

/// <summary>De-duplicating, delaying, prioritised queue of keys. A key is never handed to two workers at once.</summary>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    public WorkQueue(WorkQueueOptions options, TimeProvider timeProvider, Random random) => throw new NotImplementedException();

    public string Name => throw new NotImplementedException();

    /// <summary>Keys waiting to be handed out now.</summary>
    public int Depth => throw new NotImplementedException();

    public void Add(TKey key, QueuePriority priority = QueuePriority.Normal) => throw new NotImplementedException();

    /// <summary>Adds after <paramref name="delay"/>; of two times for one key the earlier wins, of two priorities the higher.</summary>
    public void AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.Normal) => throw new NotImplementedException();

    /// <summary>Adds after the key's own exponential backoff and counts a failure.</summary>
    public void AddRateLimited(TKey key, QueuePriority priority = QueuePriority.Normal) => throw new NotImplementedException();

    /// <summary>Ends the key's backoff history.</summary>
    public void Forget(TKey key) => throw new NotImplementedException();

    public int Failures(TKey key) => throw new NotImplementedException();

    /// <summary>Takes the next key; <see cref="Done"/> must follow.</summary>
    public ValueTask<TKey> TakeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends the work on a key; if it was added meanwhile it is handed out again.</summary>
    public void Done(TKey key) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
