namespace Alitellm.Kubernetes.Queueing;

/// <summary>Exponential delay of a failing key.</summary>
internal static class Backoff
{
    /// <param name="failures">Failures before this one.</param>
    /// <param name="random">A number from 0 to 1.</param>
    /// <returns>A delay never longer than the cap: jitter only shortens it.</returns>
    public static TimeSpan Delay(WorkQueueOptions options, int failures, double random)
    {
        // 2^62 times any base is beyond any cap, and a larger exponent would only overflow.
        double full = Math.Min(options.BackoffCap.Ticks, options.BackoffBase.Ticks * Math.Pow(2, Math.Min(failures, 62)));
        return TimeSpan.FromTicks((long)(full * (1 - (options.Jitter * random))));
    }
}
