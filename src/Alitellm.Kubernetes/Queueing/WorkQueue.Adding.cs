namespace Alitellm.Kubernetes.Queueing;

// How keys come in: at once, after a delay or a backoff, and the timer that brings the delayed ones.
public sealed partial class WorkQueue<TKey>
{
    /// <summary>Adds a key now; a delay it may have ends, of two priorities the higher wins. After <see cref="Complete"/> nothing happens.</summary>
    public void Add(TKey key, QueuePriority priority = QueuePriority.Normal)
    {
        int hash = _table.Hash(key);
        bool wake = false;
        using (_gate.Enter())
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
        using (_gate.Enter())
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
        using (_gate.Enter())
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
        using (_gate.Enter())
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
        using (_gate.Enter())
        {
            int index = _table.Find(key, hash);
            return index == KeyTable<TKey>.None ? 0 : _table.Entries[index].Failures;
        }
    }

    private void MoveDue()
    {
        bool wake = false;
        using (_gate.Enter())
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
        _timer.Change(wait < LongestTimer ? TimerGrain.RoundUp(wait) : LongestTimer, Timeout.InfiniteTimeSpan);
    }

    private long DueAfter(TimeSpan delay)
    {
        double ticks = delay.TotalSeconds * _time.TimestampFrequency;
        long now = _time.GetTimestamp();
        return ticks >= long.MaxValue - now ? long.MaxValue - 1 : now + (long)Math.Ceiling(ticks);
    }
}
