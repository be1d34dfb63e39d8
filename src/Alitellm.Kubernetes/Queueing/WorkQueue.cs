using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// De-duplicating, delaying, prioritised queue of keys. A key is never handed to two workers at once, and a key added while it is
/// worked on is handed out again afterwards. Thread safe; the injected randomness is used under the queue's lock.
/// </summary>
/// <remarks>
/// A ready key is handed out synchronously. A worker that finds none waits for a token of a channel; at most one token is under way,
/// and the worker it wakes passes it on when there is more to do. Invariant, under the lock: keys to hand out and a waiting worker
/// mean that a token is under way.
/// </remarks>
public sealed class WorkQueue<TKey> : IQueueFigures, IDisposable
    where TKey : notnull
{
    // The longest time the platform's timers take is about 49 days; a later item just re-arms.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly Lock _gate = new();
    private readonly WorkQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly KeySchedule<TKey> _keys = new();
    private readonly KeyTable<TKey> _table;
    private readonly KeyStamps _stamps;
    private readonly ITimer _timer;
    private readonly Channel<bool> _tokens = Channel.CreateUnbounded<bool>();
    private readonly KeyValuePair<string, object?> _label;
    private List<TaskCompletionSource>? _idleWaiters;
    private long _armedFor = long.MaxValue;
    private long _adds;
    private long _retries;
    private int _waiting;
    private bool _tokenUnderWay;
    private bool _paused;
    private bool _completed;

    /// <exception cref="ArgumentOutOfRangeException">A backoff that is not positive, a cap below the base, or a jitter outside 0 to 1.</exception>
    public WorkQueue(WorkQueueOptions options, TimeProvider timeProvider, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(random);
        options.Validate();
        _options = options;
        _time = timeProvider;
        _random = random;
        _table = _keys.Table;
        _stamps = new KeyStamps(timeProvider);
        _label = new("name", options.Name);
        _timer = timeProvider.CreateTimer(static state => ((WorkQueue<TKey>)state!).MoveDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        QueueTelemetry.Register(this);
    }

    public string Name => _options.Name;

    /// <summary>Keys waiting to be handed out now.</summary>
    public int Depth
    {
        get
        {
            lock (_gate)
            {
                return _keys.Ready;
            }
        }
    }

    /// <summary>Keys with a worker.</summary>
    public int Processing
    {
        get
        {
            lock (_gate)
            {
                return _keys.Processing;
            }
        }
    }

    /// <summary>Keys whose time has not come.</summary>
    public int Delayed
    {
        get
        {
            lock (_gate)
            {
                return _keys.Delayed;
            }
        }
    }

    long IQueueFigures.Adds => Interlocked.Read(ref _adds);

    long IQueueFigures.Retries => Interlocked.Read(ref _retries);

    private bool IsIdle => _keys.Processing == 0 && (_paused || _keys.Ready == 0);

    /// <summary>Adds a key now; a delay it may have ends, of two priorities the higher wins. After <see cref="Complete"/> nothing happens.</summary>
    public void Add(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        int hash = _table.Hash(key);
        bool wake = false;
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            int index = _table.FindOrAdd(key, hash);
            if (_keys.MakeDue(index, priority, out bool isNew))
            {
                _stamps.Put(index, _table.Entries.Length);
                wake = ClaimToken();
            }

            _adds += isNew ? 1 : 0;
        }

        if (wake)
        {
            SendToken();
        }
    }

    /// <summary>Adds after <paramref name="delay"/>; of two times for one key the earlier wins, of two priorities the higher.</summary>
    public void AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.Normal)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key, priority);
            return;
        }

        int hash = _table.Hash(key);
        long due = DueAfter(delay);
        lock (_gate)
        {
            if (!_completed)
            {
                _keys.Delay(_table.FindOrAdd(key, hash), due, priority);
                Arm();
            }
        }
    }

    /// <summary>Adds after the key's own exponential backoff and counts a failure.</summary>
    public void AddRateLimited(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        int hash = _table.Hash(key);
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            int index = _table.FindOrAdd(key, hash);
            TimeSpan delay = Backoff.Delay(_options, _keys.CountFailure(index), _random.NextDouble());
            _retries++;
            _keys.Delay(index, DueAfter(delay), priority);
            Arm();
        }
    }

    /// <summary>Ends the key's backoff history.</summary>
    public void Forget(TKey key)
    {
        int hash = _table.Hash(key);
        lock (_gate)
        {
            int index = _table.Find(key, hash);
            if (index != KeyTable<TKey>.None)
            {
                _keys.Forget(index);
            }
        }
    }

    public int Failures(TKey key)
    {
        int hash = _table.Hash(key);
        lock (_gate)
        {
            int index = _table.Find(key, hash);
            return index == KeyTable<TKey>.None ? 0 : _table.Entries[index].Failures;
        }
    }

    /// <summary>The lane a key that is worked on was taken from; <see cref="QueuePriority.Normal"/> for any other key.</summary>
    public QueuePriority PriorityOf(TKey key)
    {
        lock (_gate)
        {
            int index = _keys.FindProcessed(key);
            return index != KeyTable<TKey>.None ? _table.Entries[index].Taken : QueuePriority.Normal;
        }
    }

    /// <summary>Takes a key if one can be handed out now; <see cref="Done"/> must follow.</summary>
    public bool TryTake([MaybeNullWhen(false)] out TKey key)
    {
        lock (_gate)
        {
            return TryTakeLocked(out key);
        }
    }

    /// <summary>Takes the next key, at once when there is one; <see cref="Done"/> must follow.</summary>
    /// <exception cref="ChannelClosedException">The queue is complete and empty.</exception>
    public ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TKey>(cancellationToken);
        }

        lock (_gate)
        {
            if (TryTakeLocked(out TKey? key))
            {
                return ValueTask.FromResult(key);
            }

            if (_completed)
            {
                return ValueTask.FromException<TKey>(new ChannelClosedException());
            }

            _waiting++;
        }

        return WaitAsync(cancellationToken);
    }

    /// <summary>Ends the work on a key; if it was added meanwhile it is handed out again. A key that is not worked on is left alone.</summary>
    public void Done(TKey key)
    {
        bool wake = false;
        long taken;
        List<TaskCompletionSource>? idle;
        lock (_gate)
        {
            int index = _keys.FindProcessed(key);
            if (index == KeyTable<TKey>.None)
            {
                return;
            }

            taken = _stamps.Take(index);
            if (_keys.Finish(index))
            {
                _stamps.Put(index, _table.Entries.Length);
                wake = ClaimToken();
            }

            idle = TakeIdleWaiters();
        }

        if (taken != 0)
        {
            QueueTelemetry.WorkDuration.Record(_time.GetElapsedTime(taken).TotalSeconds, _label);
        }

        if (wake)
        {
            SendToken();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
    }

    /// <summary>Closes the gate: keys are still accepted, none is handed out.</summary>
    public void Pause()
    {
        List<TaskCompletionSource>? idle;
        lock (_gate)
        {
            _paused = true;
            idle = TakeIdleWaiters();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
    }

    /// <summary>Opens the gate.</summary>
    public void Resume()
    {
        bool wake;
        lock (_gate)
        {
            _paused = false;
            wake = ClaimToken();
        }

        if (wake)
        {
            SendToken();
        }
    }

    /// <summary>Ends when no key is with a worker and none could be handed out: the lanes are empty or the gate is closed. Delayed keys do not count.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (IsIdle)
            {
                return Task.CompletedTask;
            }

            (_idleWaiters ??= []).Add(waiter);
        }

        return AwaitAsync(waiter, cancellationToken);
    }

    /// <summary>Accepts no more keys and drops the delayed ones; what is ready is still handed out, then <see cref="TakeAsync"/> throws.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            _keys.DropDelayed();
        }

        _timer.Dispose();
        _tokens.Writer.TryComplete();
    }

    /// <summary>Completes the queue and drops what is ready; waiting workers get a <see cref="ChannelClosedException"/>.</summary>
    public void Dispose()
    {
        Complete();
        List<TaskCompletionSource>? idle;
        lock (_gate)
        {
            _keys.DropReady();
            idle = TakeIdleWaiters();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
        QueueTelemetry.Unregister(this);
    }

    int IQueueFigures.DepthOf(QueuePriority priority)
    {
        lock (_gate)
        {
            return _keys.CountIn(priority);
        }
    }

    (double Sum, double Longest) IQueueFigures.Unfinished()
    {
        lock (_gate)
        {
            return _stamps.OfProcessed(_table.Entries);
        }
    }

    private async ValueTask<TKey> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            bool hasToken = true;
            try
            {
                await _tokens.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                hasToken = false;
            }
            catch (OperationCanceledException)
            {
                lock (_gate)
                {
                    _waiting--;
                }

                throw;
            }

            TKey? key;
            bool taken;
            bool wake;
            lock (_gate)
            {
                // From here on the token is spent; a key must be taken even if the caller was cancelled meanwhile.
                _tokenUnderWay &= !hasToken;
                _waiting--;
                taken = TryTakeLocked(out key);
                if (!taken)
                {
                    if (_completed)
                    {
                        throw new ChannelClosedException();
                    }

                    _waiting++;
                }

                wake = ClaimToken();
            }

            if (wake)
            {
                SendToken();
            }

            if (taken)
            {
                return key!;
            }
        }
    }

    private static async Task AwaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        await waiter.Task;
    }

    private bool TryTakeLocked([MaybeNullWhen(false)] out TKey key)
    {
        if (_paused || !_keys.TryTake(out key, out int index))
        {
            key = default;
            return false;
        }

        if (_stamps.IsUsed)
        {
            long ready = _stamps.Take(index);
            _stamps.Put(index, _table.Entries.Length);
            if (ready != 0)
            {
                QueueTelemetry.QueueDuration.Record(_time.GetElapsedTime(ready).TotalSeconds, _label);
            }
        }

        return true;
    }

    private void MoveDue()
    {
        bool wake = false;
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            _armedFor = long.MaxValue;
            long now = _time.GetTimestamp();
            while (_keys.TryMoveDue(now, out int index))
            {
                _adds++;
                if (index != KeyTable<TKey>.None)
                {
                    _stamps.Put(index, _table.Entries.Length);
                }
            }

            wake = ClaimToken();
            Arm();
        }

        if (wake)
        {
            SendToken();
        }
    }

    /// <summary>Keeps the one timer set for the earliest item. A timer left over from an item that is gone just finds nothing due.</summary>
    private void Arm()
    {
        if (_keys.FirstDue >= _armedFor)
        {
            return;
        }

        _armedFor = _keys.FirstDue;
        TimeSpan wait = _time.GetElapsedTime(_time.GetTimestamp(), _armedFor);

        // Timers count whole milliseconds and cut fractions off: rounded up, they do not fire before the item is due.
        double milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 1, LongestTimer.TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private long DueAfter(TimeSpan delay)
    {
        double ticks = delay.TotalSeconds * _time.TimestampFrequency;
        long now = _time.GetTimestamp();
        return ticks >= long.MaxValue - now ? long.MaxValue - 1 : now + (long)Math.Ceiling(ticks);
    }

    /// <returns>Whether the caller must send a token after it has left the lock.</returns>
    private bool ClaimToken()
    {
        if (_waiting == 0 || _tokenUnderWay || _keys.Ready == 0 || _paused)
        {
            return false;
        }

        _tokenUnderWay = true;
        return true;
    }

    /// <summary>Outside of the lock, because it schedules the woken worker.</summary>
    private void SendToken()
    {
        _tokens.Writer.TryWrite(true);
    }

    private List<TaskCompletionSource>? TakeIdleWaiters()
    {
        if (_idleWaiters is null || !IsIdle)
        {
            return null;
        }

        List<TaskCompletionSource> waiters = _idleWaiters;
        _idleWaiters = null;
        return waiters;
    }
}
