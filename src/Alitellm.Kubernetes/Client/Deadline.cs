namespace Alitellm.Kubernetes.Client;

/// <summary>A cancellation that comes from the caller or from a limit on the injected clock, and knows which it was.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan limit, TimeProvider timeProvider, CancellationToken caller)
    {
        _caller = caller;
        _limit = new CancellationTokenSource(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether the limit passed; false when the caller gave up, even if the limit passed as well.</summary>
    public bool Passed => _limit.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Starts the limit anew: something arrived.</summary>
    public void Extend(TimeSpan limit) => _limit.CancelAfter(limit);

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
