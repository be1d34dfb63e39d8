namespace Alitellm.Kubernetes.Leases;

/// <summary>What all parts of one replica's group share.</summary>
/// <param name="Group">The prefix of the lease names, also the value of their label.</param>
internal sealed record LeaseSeat(ILeaseStore Store, string Namespace, string Group, string Identity, LeaseOptions Options, TimeProvider Time, Random Random)
{
    private readonly Lock _gate = new();

    public string PresencePrefix => $"{Group}-replica-";

    /// <summary>A time between the given shares of an interval, so that replicas do not come all at once.</summary>
    public TimeSpan Between(TimeSpan interval, double least, double most)
    {
        lock (_gate)
        {
            return interval * (least + ((most - least) * Random.NextDouble()));
        }
    }

    /// <summary>The deadline that a renewal sent at <paramref name="sent"/> gives.</summary>
    public long DeadlineOf(long sent)
    {
        return sent + (long)((Options.Duration - Options.Margin).TotalSeconds * Time.TimestampFrequency);
    }

    /// <summary>Runs one request that may take no longer than <paramref name="limit"/>.</summary>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(limit > TimeSpan.Zero ? limit : TimeSpan.FromTicks(1), Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await request(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"a lease request took longer than {limit.TotalSeconds:0.#} s");
        }
    }
}
