namespace Alitellm.Testing.Clocks;

/// <summary>The clock of one machine: its wall clock can be set, its monotonic clock and its timers go on as those of the clock beneath.</summary>
public sealed class SkewedTime(TimeProvider inner) : TimeProvider
{
    private long _offset;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <summary>Sets the wall clock forward or back, as an administrator or a time server does.</summary>
    public void Jump(TimeSpan by)
    {
        Interlocked.Add(ref _offset, by.Ticks);
    }

    public override DateTimeOffset GetUtcNow()
    {
        return inner.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
    }

    public override long GetTimestamp()
    {
        return inner.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        return inner.CreateTimer(callback, state, dueTime, period);
    }
}
