using Microsoft.Extensions.Time.Testing;

namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>A clock whose wall time can be set without touching its monotonic time.</summary>
internal sealed class SetBackTimeProvider : TimeProvider
{
    private readonly FakeTimeProvider _inner = new();

    public TimeSpan WallOffset { get; set; }

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public void Advance(TimeSpan span) => _inner.Advance(span);

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + WallOffset;

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _inner.CreateTimer(callback, state, dueTime, period);
}
