namespace Alitellm.Kubernetes.Queueing;

/// <param name="Name">Label of the queue's metrics.</param>
public sealed record WorkQueueOptions(string Name)
{
    /// <summary>First delay of a failing key; the reference operator's 200 ms.</summary>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest delay of a failing key: recovery is never further away than this.</summary>
    public TimeSpan BackoffCap { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of each backoff delay that is random, 0 to 1.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <exception cref="ArgumentOutOfRangeException">A value under which no key could be retried sensibly.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BackoffBase, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BackoffCap, BackoffBase);
        ArgumentOutOfRangeException.ThrowIfNegative(Jitter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Jitter, 1);
    }
}
