namespace Alitellm.Kubernetes;

/// <summary>Timers count whole milliseconds and cut fractions off: what is waited for would not have come yet.</summary>
internal static class TimerGrain
{
    /// <returns>The time in whole milliseconds, rounded up; at least one, or a wait that ends too early would be repeated without a pause.</returns>
    public static TimeSpan RoundUp(TimeSpan wait)
    {
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
    }
}
