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
    private readonly Dictionary<ObjectKey, DateTimeOffset> _waiting = [];
    private TaskCompletionSource _wake = new();
    private DateTimeOffset _nextPoll;
    private long _sequence;

    /// <param name="list">The list, or null when it cannot be asked for just now: that is no news, least of all an empty list.</param>
    public RemoteInformer(Func<CancellationToken, Task<IReadOnlyList<TObserved>?>> list, PollOptions options, TimeProvider time, Random random)
    {
        _list = list;
        _options = options;
        _time = time;
        _random = random;
        _nextPoll = time.GetUtcNow();
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
            return snapshot is not null && _time.GetUtcNow() - snapshot.StartedAt <= _options.MaxAge ? snapshot : null;
        }

        private set => Volatile.Write(ref field, value);
    }

    /// <summary>Why the last list failed; null after a success.</summary>
    public LiteLLMException? Failure { get; private set; }

    /// <summary>Hands <paramref name="key"/> out after the first list that is asked for at or after <paramref name="notBefore"/>.</summary>
    public void LookAgain(ObjectKey key, DateTimeOffset notBefore)
    {
        lock (_gate)
        {
            // The later moment wins: a list asked for before it would not show what the key waits for.
            _waiting[key] = _waiting.TryGetValue(key, out var before) && before > notBefore ? before : notBefore;
        }
    }

    /// <summary>Lists soon instead of at the end of the interval, and hands <paramref name="key"/> out after it.</summary>
    public void ConfirmSoon(ObjectKey key)
    {
        TaskCompletionSource? wake = null;
        var soon = _time.GetUtcNow() + _options.ConfirmDelay;
        lock (_gate)
        {
            _waiting[key] = _waiting.TryGetValue(key, out var before) && before > soon ? before : soon;
            if (soon < _nextPoll)
            {
                _nextPoll = soon;
                wake = _wake;
                _wake = new();
            }
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

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wake;
            TimeSpan delay;
            lock (_gate)
            {
                delay = _nextPoll - _time.GetUtcNow();
                wake = _wake.Task;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (delay <= TimeSpan.Zero)
            {
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(delay, _time, stop.Token), wake);
            await stop.CancelAsync();
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var startedAt = _time.GetUtcNow();
        lock (_gate)
        {
            _nextPoll = startedAt + (_options.Interval * (0.9 + (0.2 * _random.NextDouble())));
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

        if (entries is null)
        {
            return;
        }

        var before = Snapshot;
        var after = RemoteSnapshot<TObserved>.Of(++_sequence, startedAt, entries);
        Snapshot = after;
        Failure = null;
        Listed?.Invoke(new([.. RemoteDiff.Between(before, after)], TakeWaiting(startedAt), IsFirst: before is null));
    }

    private List<ObjectKey> TakeWaiting(DateTimeOffset startedAt)
    {
        lock (_gate)
        {
            var due = _waiting.Where(entry => entry.Value <= startedAt).Select(entry => entry.Key).ToList();
            due.ForEach(key => _waiting.Remove(key));
            return due;
        }
    }
}
