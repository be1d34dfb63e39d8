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
    private readonly KeyTable<TKey> _table = new();
    private readonly Lane<TKey>[] _lanes = [new(), new(), new()];
    private readonly DelayHeap<TKey> _delayed;
    private readonly ITimer _timer;
    private readonly Channel<bool> _tokens = Channel.CreateUnbounded<bool>();
    private readonly KeyValuePair<string, object?> _label;
    private List<TaskCompletionSource>? _idleWaiters;

    // When a ready key became ready or a processed one was taken, by entry; kept only while somebody listens, 0 when unknown.
    private long[] _since = [];
    private long _armedFor = long.MaxValue;
    private long _adds;
    private long _retries;
    private int _ready;
    private int _processing;
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
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.BackoffBase, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BackoffCap, options.BackoffBase, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Jitter, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Jitter, 1, nameof(options));
        _options = options;
        _time = timeProvider;
        _random = random;
        _delayed = new DelayHeap<TKey>(_table);
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
                return _ready;
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
                return _processing;
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
                return _delayed.Count;
            }
        }
    }

    long IQueueFigures.Adds => Interlocked.Read(ref _adds);

    long IQueueFigures.Retries => Interlocked.Read(ref _retries);

    /// <summary>Adds a key now; a delay it may have ends, of two priorities the higher wins. After <see cref="Complete"/> nothing happens.</summary>
    public void Add(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        int hash = _table.Hash(key);
        bool wake;
        lock (_gate)
        {
            if (_completed)
            {
                return;
            }

            wake = MakeDue(_table.FindOrAdd(key, hash), priority);
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
                Delay(_table.FindOrAdd(key, hash), due, priority);
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
            ref KeyEntry<TKey> entry = ref _table.Entries[index];
            TimeSpan delay = Backoff.Delay(_options, entry.Failures, _random.NextDouble());
            entry.Failures++;
            _retries++;
            Delay(index, DueAfter(delay), priority);
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
                _table.Entries[index].Failures = 0;
                RemoveIfUnused(index);
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
        int hash = _table.Hash(key);
        lock (_gate)
        {
            int index = _table.Find(key, hash);
            return index != KeyTable<TKey>.None && _table.Entries[index].State.HasFlag(KeyState.Processing)
                ? _table.Entries[index].Taken
                : QueuePriority.Normal;
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
        int hash = _table.Hash(key);
        bool wake = false;
        long taken = 0;
        List<TaskCompletionSource>? idle;
        lock (_gate)
        {
            int index = _table.Find(key, hash);
            if (index == KeyTable<TKey>.None || (_table.Entries[index].State & KeyState.Processing) == 0)
            {
                return;
            }

            ref KeyEntry<TKey> entry = ref _table.Entries[index];
            taken = TakeStamp(index);
            entry.State &= ~KeyState.Processing;
            _processing--;
            if ((entry.State & KeyState.Dirty) != 0)
            {
                entry.State = KeyState.None;
                wake = PutInLane(index);
            }
            else
            {
                RemoveIfUnused(index);
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
            if (_completed)
            {
                return;
            }

            _completed = true;
            while (_delayed.Count > 0)
            {
                EndDelay(_delayed.FirstIndex);
            }
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
            for (int lane = 0; lane < _lanes.Length; lane++)
            {
                while (_lanes[lane].Count > 0)
                {
                    _table.Remove(_lanes[lane].RemoveFirst(_table.Entries));
                }
            }

            _ready = 0;
            idle = TakeIdleWaiters();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
        QueueTelemetry.Unregister(this);
    }

    int IQueueFigures.DepthOf(QueuePriority priority)
    {
        lock (_gate)
        {
            return _lanes[(int)priority].Count;
        }
    }

    (double Sum, double Longest) IQueueFigures.Unfinished()
    {
        double sum = 0;
        double longest = 0;
        lock (_gate)
        {
            KeyEntry<TKey>[] entries = _table.Entries;
            for (int index = 0; index < _since.Length && _processing > 0; index++)
            {
                if ((entries[index].State & KeyState.Processing) != 0 && _since[index] != 0)
                {
                    double seconds = _time.GetElapsedTime(_since[index]).TotalSeconds;
                    sum += seconds;
                    longest = Math.Max(longest, seconds);
                }
            }
        }

        return (sum, longest);
    }

    private bool IsIdle => _processing == 0 && (_paused || _ready == 0);

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
        if (_ready == 0 || _paused)
        {
            key = default;
            return false;
        }

        int lane = _lanes.Length - 1;
        while (_lanes[lane].Count == 0)
        {
            lane--;
        }

        int index = _lanes[lane].RemoveFirst(_table.Entries);
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        entry.State = KeyState.Processing;
        entry.Taken = entry.Pending;
        _ready--;
        _processing++;
        if (_since.Length > 0 || QueueTelemetry.IsTimed)
        {
            long ready = TakeStamp(index);
            Stamp(index);
            if (ready != 0)
            {
                QueueTelemetry.QueueDuration.Record(_time.GetElapsedTime(ready).TotalSeconds, _label);
            }
        }

        key = entry.Key;
        return true;
    }

    /// <returns>Whether the caller must send a token after it has left the lock.</returns>
    private bool MakeDue(int index, QueuePriority priority)
    {
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        if ((entry.State & (KeyState.Ready | KeyState.Dirty)) != 0)
        {
            Raise(index, priority);
            return false;
        }

        if ((entry.State & KeyState.Delayed) != 0)
        {
            priority = Higher(priority, entry.Pending);
            _delayed.Remove(index);
            entry.State &= ~KeyState.Delayed;
        }

        entry.Pending = priority;
        _adds++;
        if (entry.State == KeyState.Processing)
        {
            entry.State |= KeyState.Dirty;
            return false;
        }

        return PutInLane(index);
    }

    private void Delay(int index, long due, QueuePriority priority)
    {
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        if ((entry.State & (KeyState.Ready | KeyState.Dirty)) != 0)
        {
            Raise(index, priority);
            return;
        }

        if ((entry.State & KeyState.Delayed) == 0)
        {
            entry.State |= KeyState.Delayed;
            entry.Pending = priority;
            _delayed.Add(index, due);
        }
        else
        {
            entry.Pending = Higher(priority, entry.Pending);
            if (due < _delayed.DueOf(index))
            {
                _delayed.Advance(index, due);
            }
        }

        Arm();
    }

    private void Raise(int index, QueuePriority priority)
    {
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        if (priority <= entry.Pending)
        {
            return;
        }

        if ((entry.State & KeyState.Ready) != 0)
        {
            _lanes[(int)entry.Pending].Remove(_table.Entries, index);
            _lanes[(int)priority].Append(_table.Entries, index);
        }

        entry.Pending = priority;
    }

    private bool PutInLane(int index)
    {
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        entry.State = KeyState.Ready;
        _lanes[(int)entry.Pending].Append(_table.Entries, index);
        _ready++;
        Stamp(index);
        return ClaimToken();
    }

    private void EndDelay(int index)
    {
        _delayed.Remove(index);
        _table.Entries[index].State &= ~KeyState.Delayed;
        RemoveIfUnused(index);
    }

    private void RemoveIfUnused(int index)
    {
        ref KeyEntry<TKey> entry = ref _table.Entries[index];
        if (entry.State == KeyState.None && entry.Failures == 0)
        {
            _table.Remove(index);
        }
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
            while (_delayed.Count > 0 && _delayed.FirstDue <= now)
            {
                int index = _delayed.FirstIndex;
                wake |= MakeDue(index, _table.Entries[index].Pending);
            }

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
        if (_delayed.Count == 0 || _delayed.FirstDue >= _armedFor)
        {
            return;
        }

        _armedFor = _delayed.FirstDue;
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

    private bool ClaimToken()
    {
        if (_waiting == 0 || _tokenUnderWay || _ready == 0 || _paused)
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

    private void Stamp(int index)
    {
        if (!QueueTelemetry.IsTimed)
        {
            return;
        }

        if (_since.Length <= index)
        {
            Array.Resize(ref _since, _table.Entries.Length);
        }

        // 0 means unknown, and a virtual clock may start there.
        _since[index] = Math.Max(1, _time.GetTimestamp());
    }

    private long TakeStamp(int index)
    {
        if (index >= _since.Length)
        {
            return 0;
        }

        long since = _since[index];
        _since[index] = 0;
        return since;
    }

    private static QueuePriority Higher(QueuePriority left, QueuePriority right)
    {
        return left > right ? left : right;
    }
}
