namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>A clock whose wall time is wrong; its monotonic time is not.</summary>
internal sealed class SkewedTime(TimeProvider inner) : TimeProvider
{
    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        return inner.GetUtcNow() + Skew;
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
