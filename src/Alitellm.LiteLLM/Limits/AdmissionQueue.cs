namespace Alitellm.LiteLLM;

/// <summary>
/// Lets calls through in the order they came, when a token and a place in flight are free. One queue for both, so that a call never
/// spends a token and then waits for a place.
/// </summary>
/// <remarks>
/// A waiting call continues on the thread that admitted it, but never inside another one's continuation: calls that finish at once
/// (in memory) unwind first, whatever the length of the queue.
/// </remarks>
internal sealed class AdmissionQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private TokenBucket _bucket;
    private int _maxInFlight;
    private int _inFlight;
    private bool _admitting;
    private bool _disposed;

    public AdmissionQueue(EndpointLimits limits, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaxInFlight, 1);
        _time = time;
        _start = time.GetTimestamp();
        _bucket = TokenBucket.Create(limits, Now);
        _maxInFlight = limits.MaxInFlight;
        _timer = time.CreateTimer(static state => ((AdmissionQueue)state!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    private long Now => _time.GetElapsedTime(_start).Ticks;

    /// <summary>Completes when the call may be sent. Each success must be followed by one <see cref="Leave"/>.</summary>
    /// <param name="request">The call, for whoever has to refuse it while it waits.</param>
    /// <param name="overtakes">Goes at once and owes its token: for the rare call that tells whether LiteLLM is there at all.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    public ValueTask EnterAsync(HttpRequestMessage request, bool overtakes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = Now;
            if (overtakes || (_waiting.Count == 0 && MayEnter(now)))
            {
                _bucket = _bucket.Take(now);
                _inFlight++;
                return ValueTask.CompletedTask;
            }

            waiter = new Waiter(request);
            waiter.Node = _waiting.AddLast(waiter);
            ArmTimer(now);
        }

        return new ValueTask(WaitAsync(waiter, cancellationToken));
    }

    /// <summary>Gives back the place in flight.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
        }

        Admit();
    }

    /// <summary>Applies other limits to calls that wait and to those that come; the tokens at hand stay what they are.</summary>
    public void Update(EndpointLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaxInFlight, 1);
        lock (_lock)
        {
            _bucket = _bucket.With(limits, Now);
            _maxInFlight = limits.MaxInFlight;
        }

        Admit();
    }

    /// <summary>Sends everyone home who waits.</summary>
    public void RejectWaiting(Func<HttpRequestMessage, Exception> reason)
    {
        Waiter[] rejected;
        lock (_lock)
        {
            rejected = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiter in rejected)
        {
            waiter.TrySetException(reason(waiter.Request));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
        RejectWaiting(static _ => new ObjectDisposedException(nameof(EndpointGovernor)));
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (queue, waiter) = ((AdmissionQueue, Waiter))state!;
                queue.GiveUp(waiter, token);
            },
            (this, waiter));
        await waiter.Task;
    }

    private void GiveUp(Waiter waiter, CancellationToken token)
    {
        lock (_lock)
        {
            if (waiter.Node.List is null)
            {
                return;
            }

            _waiting.Remove(waiter.Node);
        }

        waiter.TrySetCanceled(token);
    }

    private void Admit()
    {
        lock (_lock)
        {
            if (_admitting)
            {
                return;
            }

            _admitting = true;
        }

        while (true)
        {
            Waiter next;
            lock (_lock)
            {
                var now = Now;
                if (_waiting.First is not { } first || !MayEnter(now))
                {
                    ArmTimer(now);
                    _admitting = false;
                    return;
                }

                next = first.Value;
                _waiting.RemoveFirst();
                _bucket = _bucket.Take(now);
                _inFlight++;
            }

            next.TrySetResult();
        }
    }

    private bool MayEnter(long now) => _inFlight < _maxInFlight && _bucket.Wait(now) == 0;

    /// <summary>Only a missing token needs the clock: a missing place is announced by <see cref="Leave"/>.</summary>
    private void ArmTimer(long now)
    {
        if (!_disposed && _waiting.Count > 0 && _inFlight < _maxInFlight)
        {
            // Timers count in milliseconds and would fire early.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(_bucket.Wait(now)).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Waiter(HttpRequestMessage request) : TaskCompletionSource
    {
        public HttpRequestMessage Request { get; } = request;

        public LinkedListNode<Waiter> Node { get; set; } = null!;
    }
}
