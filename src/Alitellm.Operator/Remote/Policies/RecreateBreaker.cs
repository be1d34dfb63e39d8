using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>
/// Stops creating an entry over and over that LiteLLM accepts and then does not show: counts re-creations per object in a sliding window.
/// First creations are not recorded.
/// </summary>
/// <param name="limitPerMinute">
/// Re-creations in the window at which the next one is held back; a value below 1 means the default, since the breaker cannot be switched
/// off (<c>LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN</c>).
/// </param>
internal sealed class RecreateBreaker(int limitPerMinute, TimeProvider time)
{
    /// <summary>The reference operator's default.</summary>
    public const int DefaultLimitPerMinute = 10;

    /// <summary>The limit is one per minute.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Queue<long>> _recreations = [];
    private readonly int _limit = limitPerMinute > 0 ? limitPerMinute : DefaultLimitPerMinute;
    private long _swept = time.GetTimestamp();

    /// <summary>Objects remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _recreations.Count;
            }
        }
    }

    /// <summary>Whether the next re-creation must wait.</summary>
    public bool IsTripped(ObjectKey key)
    {
        lock (_gate)
        {
            if (!_recreations.TryGetValue(key, out var times))
            {
                return false;
            }

            DropOld(times);
            return times.Count >= _limit;
        }
    }

    /// <summary>Notes a re-creation.</summary>
    public void Record(ObjectKey key)
    {
        lock (_gate)
        {
            Sweep();
            if (!_recreations.TryGetValue(key, out var times))
            {
                _recreations.Add(key, times = new());
            }

            // Only the newest ones up to the limit can ever matter.
            if (times.Count == _limit)
            {
                times.Dequeue();
            }

            times.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>Forgets an object that is steady or gone.</summary>
    public void Clear(ObjectKey key)
    {
        lock (_gate)
        {
            _recreations.Remove(key);
        }
    }

    private void DropOld(Queue<long> times)
    {
        while (times.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
        {
            times.Dequeue();
        }
    }

    /// <summary>Once per window: objects nobody asks about any more must not stay for ever.</summary>
    private void Sweep()
    {
        if (time.GetElapsedTime(_swept) < Window)
        {
            return;
        }

        _swept = time.GetTimestamp();
        foreach (var (key, times) in _recreations)
        {
            DropOld(times);
            if (times.Count == 0)
            {
                _recreations.Remove(key);
            }
        }
    }
}
