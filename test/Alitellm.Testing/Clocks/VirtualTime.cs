namespace Alitellm.Testing.Clocks;

/// <summary>
/// A clock that stands still until it is told to move, and then moves from one due timer to the next: a timer never sees a later time
/// than the one it was set for. Timers of one instant fire in the order in which they were set.
/// </summary>
/// <remarks>Unlike a clock that is advanced by a span, nothing here can be late, so the same run always takes the same course.</remarks>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (long Due, long Order)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _elapsed;
    private long _order;

    /// <param name="start">What the wall clock shows first; 2026-01-01 when null.</param>
    public VirtualTime(DateTimeOffset? start = null)
    {
        _start = start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the monotonic clock has come.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _elapsed));

    public override DateTimeOffset GetUtcNow()
    {
        return _start.AddTicks(Interlocked.Read(ref _elapsed));
    }

    public override long GetTimestamp()
    {
        return Interlocked.Read(ref _elapsed);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due until <paramref name="end"/> and fires it.</summary>
    /// <param name="end">A time of the monotonic clock.</param>
    /// <returns>False when none is due until then; the clock then shows <paramref name="end"/>.</returns>
    public bool FireNext(TimeSpan end)
    {
        VirtualTimer timer;
        lock (_gate)
        {
            while (true)
            {
                if (!_timers.TryPeek(out var next, out var due) || due.Due > end.Ticks)
                {
                    _elapsed = Math.Max(_elapsed, end.Ticks);
                    return false;
                }

                _timers.Dequeue();
                if (next.Timer.Version == next.Version)
                {
                    _elapsed = Math.Max(_elapsed, due.Due);
                    timer = next.Timer;
                    break;
                }
            }
        }

        timer.Fire();
        return true;
    }

    internal void Arm(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            var version = ++timer.Version;
            if (dueTime >= TimeSpan.Zero)
            {
                _timers.Enqueue((timer, version), (_elapsed + dueTime.Ticks, ++_order));
            }
        }
    }
}
