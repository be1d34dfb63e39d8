using Alitellm.Kubernetes;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Remote.Observing;

/// <summary>
/// LiteLLM's side of the two informers: lists one kind at one endpoint again and again, keeps the newest list and says which keys must look again.
/// Steady state costs one list per interval however many objects there are.
/// </summary>
internal sealed class RemoteInformer<TObserved>
    where TObserved : class, IObservedEntry
{
    private readonly Func<CancellationToken, Task<IReadOnlyList<TObserved>?>> _list;
    private readonly PollOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly long _start;
    private readonly Dictionary<ObjectKey, TimeSpan> _waiting = [];
    private TaskCompletionSource _wake = new();
    private TimeSpan _nextPoll;
    private TimeSpan? _confirmAt;
    private TimeSpan _listedAt;
    private TimeSpan _trustedFrom;
    private bool _isListing;
    private long _sequence;

    /// <param name="list">The list, or null when it cannot be asked for just now: that is no news, least of all an empty list.</param>
    public RemoteInformer(Func<CancellationToken, Task<IReadOnlyList<TObserved>?>> list, PollOptions options, TimeProvider time, Random random)
    {
        _list = list;
        _options = options;
        _time = time;
        _random = random;
        _start = time.GetTimestamp();
    }

    /// <summary>A list is there: what changed, who asked to look again, and whether it is the first after none or an outdated one.</summary>
    public event Action<RemoteNews<TObserved>>? Listed;

    /// <summary>A list failed; <c>true</c> for the first failure after a success.</summary>
    public event Action<LiteLLMException, bool>? Failed;

    /// <summary>The newest list; null before the first and when it is too old to tell anything.</summary>
    public RemoteSnapshot<TObserved>? Snapshot
    {
        get
        {
            var snapshot = Volatile.Read(ref field);
            return snapshot is not null && Now - _listedAt <= _options.MaxAge ? snapshot : null;
        }

        private set => Volatile.Write(ref field, value);
    }

    /// <summary>Time of the monotonic clock, which all waiting goes by: a wall clock that is set back must not stop the lists until it has caught up.</summary>
    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Why the last list failed; null after a success.</summary>
    public LiteLLMException? Failure { get; private set; }

    /// <summary>Hands <paramref name="key"/> out after the first list that is asked for at or after <paramref name="notBefore"/>.</summary>
    public void LookAgain(ObjectKey key, DateTimeOffset notBefore)
    {
        var due = Now + (notBefore - _time.GetUtcNow());
        lock (_gate)
        {
            Await(key, due);
        }
    }

    /// <summary>Lists soon instead of at the end of the interval, and hands <paramref name="key"/> out after it. Keys that ask within a moment share one list.</summary>
    public void ConfirmSoon(ObjectKey key)
    {
        TaskCompletionSource? wake;
        var now = Now;
        var soon = now + _options.ConfirmDelay;
        lock (_gate)
        {
            if (_nextPoll > now + (_options.ConfirmDelay / 2) && _nextPoll < soon)
            {
                // Late enough to show what the key waits for.
                soon = _nextPoll;
            }
            else if (_nextPoll <= soon)
            {
                // Too early for this key: one more list follows it.
                _confirmAt = _confirmAt < soon ? _confirmAt : soon;
                soon = _confirmAt.Value;
            }

            Await(key, soon);
            wake = MoveUpTo(soon);
        }

        wake?.TrySetResult();
    }

    /// <summary>Lists soon instead of at the end of the interval; does nothing while a list is under way.</summary>
    public void ListSoon()
    {
        TaskCompletionSource? wake;
        lock (_gate)
        {
            wake = _isListing ? null : MoveUpTo(Now + _options.ConfirmDelay);
        }

        wake?.TrySetResult();
    }

    /// <summary>What was listed before now, or is being listed, no longer tells anything: lists anew.</summary>
    public void Distrust()
    {
        TaskCompletionSource? wake;
        lock (_gate)
        {
            _trustedFrom = Now;
            Snapshot = null;
            wake = MoveUpTo(_trustedFrom);
        }

        wake?.TrySetResult();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitForTurnAsync(cancellationToken);
            await PollAsync(cancellationToken);
        }
    }

    /// <returns>What must be set outside the lock, or null when the next list is early enough.</returns>
    private TaskCompletionSource? MoveUpTo(TimeSpan moment)
    {
        if (moment >= _nextPoll)
        {
            return null;
        }

        _nextPoll = moment;
        var wake = _wake;
        _wake = new();
        return wake;
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wake;
            TimeSpan delay;
            lock (_gate)
            {
                delay = _nextPoll - Now;
                wake = _wake.Task;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (delay <= TimeSpan.Zero)
            {
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            // Delays count whole milliseconds and cut the rest off: rounded down, the loop would spin until the rest has passed.
            var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
            await Task.WhenAny(Task.Delay(rounded, _time, stop.Token), wake);
            await stop.CancelAsync();
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var (started, startedAt) = (Now, _time.GetUtcNow());
        lock (_gate)
        {
            _nextPoll = started + (_options.Interval * (0.9 + (0.2 * _random.NextDouble())));
            if (_confirmAt is { } confirmAt && confirmAt < _nextPoll)
            {
                _nextPoll = confirmAt;
            }

            _confirmAt = null;
            _isListing = true;
        }

        IReadOnlyList<TObserved>? entries;
        try
        {
            entries = await _list(cancellationToken);
        }
        catch (LiteLLMException e)
        {
            var isFirst = Failure is null;
            Failure = e;
            Failed?.Invoke(e, isFirst);
            return;
        }
        finally
        {
            lock (_gate)
            {
                _isListing = false;
            }
        }

        if (entries is null || started < _trustedFrom)
        {
            return;
        }

        var before = Snapshot;
        var after = RemoteSnapshot<TObserved>.Of(++_sequence, startedAt, entries);
        _listedAt = started;
        Snapshot = after;
        Failure = null;
        Listed?.Invoke(new([.. RemoteDiff.Between(before, after)], TakeWaiting(started), IsFirst: before is null) { Count = after.Count });
    }

    /// <summary>The later moment wins: a list asked for before it would not show what the key waits for. Under the lock.</summary>
    private void Await(ObjectKey key, TimeSpan due)
    {
        _waiting[key] = _waiting.TryGetValue(key, out var before) && before > due ? before : due;
    }

    private List<ObjectKey> TakeWaiting(TimeSpan started)
    {
        lock (_gate)
        {
            var due = _waiting.Where(entry => entry.Value <= started).Select(entry => entry.Key).ToList();
            due.ForEach(key => _waiting.Remove(key));
            return due;
        }
    }
}
