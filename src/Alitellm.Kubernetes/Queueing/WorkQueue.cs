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
public sealed partial class WorkQueue<TKey> : IQueueFigures, IDisposable
    where TKey : notnull
{
    // The longest time the platform's timers take is about 49 days; a later item just re-arms.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly QueueGate _gate = new();
    private readonly WorkQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly KeySchedule<TKey> _keys = new();
    private readonly KeyTable<TKey> _table;
    private readonly KeyStamps _stamps;
    private readonly ITimer _timer;
    private readonly Channel<bool> _tokens = Channel.CreateUnbounded<bool>();
    private readonly KeyValuePair<string, object?> _label;
    private long _armedFor = long.MaxValue;
    private long _adds;
    private long _retries;
    private int _waiting;
    private bool _tokenUnderWay;
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
            using (_gate.Enter())
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
            using (_gate.Enter())
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
            using (_gate.Enter())
            {
                return _keys.Delayed;
            }
        }
    }

    long IQueueFigures.Adds => Interlocked.Read(ref _adds);

    long IQueueFigures.Retries => Interlocked.Read(ref _retries);

    int IQueueFigures.DepthOf(QueuePriority priority)
    {
        using (_gate.Enter())
        {
            return _keys.CountIn(priority);
        }
    }

    (double Sum, double Longest) IQueueFigures.Unfinished()
    {
        using (_gate.Enter())
        {
            return _stamps.OfProcessed(_table.Entries);
        }
    }
}
