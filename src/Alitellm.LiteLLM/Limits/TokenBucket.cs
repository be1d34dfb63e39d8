namespace Alitellm.LiteLLM;

/// <summary>
/// A token bucket as virtual scheduling: instead of counting tokens it keeps the time at which the bucket will be full again, so there
/// is nothing to refill and no rounding to accumulate. Times are ticks of 100 ns on any monotonic clock.
/// </summary>
/// <param name="Interval">Ticks per token; 0 is unlimited.</param>
/// <param name="Burst">Capacity.</param>
/// <param name="FullAt">When the bucket will be full; in the past when it is.</param>
internal readonly record struct TokenBucket(long Interval, int Burst, long FullAt)
{
    public static TokenBucket Create(EndpointLimits limits, long now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limits.RequestsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(limits.Burst);
        if (!double.IsFinite(limits.RequestsPerSecond))
        {
            throw new ArgumentOutOfRangeException(nameof(limits), "the rate is not a number");
        }

        var interval = limits.RequestsPerSecond == 0 ? 0 : Math.Max(1, (long)Math.Ceiling(TimeSpan.TicksPerSecond / limits.RequestsPerSecond));
        var burst = limits.Burst > 0 ? limits.Burst : (int)Math.Clamp(limits.RequestsPerSecond, 1, int.MaxValue);
        return new TokenBucket(interval, burst, now);
    }

    /// <summary>Ticks until a token is there; 0 when one is.</summary>
    public long Wait(long now) => Interval == 0 ? 0 : Math.Max(0, FullAt - ((Burst - 1) * Interval) - now);

    /// <summary>The bucket with one token less, in debt when there was none.</summary>
    public TokenBucket Take(long now) => this with { FullAt = Math.Max(FullAt, now) + Interval };

    /// <summary>Other limits, same tokens: a changed limit neither grants a burst nor forgives a debt.</summary>
    public TokenBucket With(EndpointLimits limits, long now)
    {
        var next = Create(limits, now);
        if (Interval == 0 || next.Interval == 0)
        {
            return next;
        }

        var tokens = Math.Min(Burst - (Math.Max(0, FullAt - now) / (double)Interval), next.Burst);
        return next with { FullAt = now + (long)Math.Ceiling((next.Burst - tokens) * next.Interval) };
    }
}
