using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>
/// Keeps two writers from fighting over one entry at full speed: after a burst of repairs the entry is contested and repaired once per
/// window, until it was left alone for a while.
/// </summary>
internal sealed class StormBrake(TimeProvider time)
{
    /// <summary>Repairs of one entry in a window that make it contested (decision E.16).</summary>
    public const int RepairsPerWindow = 5;

    /// <summary>The window, and the distance between two repairs of a contested entry (decision E.16).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a contested entry must need no repair to be calm again: the wait it is in anyway, and one window more in which a repair was
    /// allowed and none was needed.
    /// </summary>
    public static readonly TimeSpan CalmAfter = 2 * Window;

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Entry> _entries = [];
    private long _swept = time.GetTimestamp();

    /// <summary>Entries remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Asked before each repair; changes nothing.</summary>
    public StormVerdict BeforeRepair(ObjectKey key)
    {
        lock (_gate)
        {
            if (!TryGetContested(key, out var entry))
            {
                return StormVerdict.Allowed;
            }

            var left = Window - time.GetElapsedTime(entry.Last);
            return left > TimeSpan.Zero ? StormVerdict.Contested(left) : StormVerdict.Allowed;
        }
    }

    /// <summary>Whether the entry is contested, also while a repair is allowed.</summary>
    public bool IsContested(ObjectKey key)
    {
        lock (_gate)
        {
            return TryGetContested(key, out _);
        }
    }

    /// <summary>Notes a repair that was sent.</summary>
    public void Recorded(ObjectKey key)
    {
        lock (_gate)
        {
            Sweep();
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries.Add(key, entry = new());
            }

            if (entry.Contested && time.GetElapsedTime(entry.Last) >= CalmAfter)
            {
                entry.Contested = false;
            }

            while (entry.Repairs.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                entry.Repairs.Dequeue();
            }

            entry.Last = time.GetTimestamp();
            entry.Repairs.Enqueue(entry.Last);
            if (entry.Repairs.Count >= RepairsPerWindow)
            {
                entry.Contested = true;
                entry.Repairs.Clear();
            }
        }
    }

    /// <summary>Forgets an entry: its declaration changed, or it is gone.</summary>
    public void Forget(ObjectKey key)
    {
        lock (_gate)
        {
            _entries.Remove(key);
        }
    }

    private bool TryGetContested(ObjectKey key, out Entry entry)
    {
        return _entries.TryGetValue(key, out entry!) && entry.Contested && time.GetElapsedTime(entry.Last) < CalmAfter;
    }

    /// <summary>Once per window: what is calm has no history worth keeping.</summary>
    private void Sweep()
    {
        if (time.GetElapsedTime(_swept) < Window)
        {
            return;
        }

        _swept = time.GetTimestamp();
        foreach (var (key, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.Last) >= CalmAfter)
            {
                _entries.Remove(key);
            }
        }
    }

    private sealed class Entry
    {
        /// <summary>Repairs of the window, at most <see cref="RepairsPerWindow"/>; not kept up while contested repairs are one per window.</summary>
        public Queue<long> Repairs { get; } = new(RepairsPerWindow);

        public long Last { get; set; }

        public bool Contested { get; set; }
    }
}
