namespace Alitellm.Kubernetes.ListWatch;

/// <summary>How long to wait before asking again.</summary>
internal sealed class RetryDelays(TimeProvider timeProvider, Random random)
{
    // client-go's figures for its reflector.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    // A server may ask for more than our longest delay, but not for so much that nobody would look again today.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);

    private TimeSpan _next = First;
    private long _last;

    /// <summary>
    /// After an attempt that no server answered. It costs nobody anything but a refused connection, so it is repeated at a steady 500 to 800 ms
    /// instead of ever longer: a change is seen within a second after the outage, however long that was. The spread keeps replicas apart.
    /// </summary>
    public TimeSpan Unreachable() => TimeSpan.FromMilliseconds(500 + (300 * random.NextDouble()));

    /// <summary>After the answer that there is no such kind: 10 to 14 s. It costs the server next to nothing, and whoever installs the kind waits for it.</summary>
    public TimeSpan Absent() => TimeSpan.FromSeconds(10 + (4 * random.NextDouble()));

    /// <summary>After an answer that says no: 800 ms doubling to 30 s, of which up to half is left out at random; anew after 2 min without.</summary>
    /// <param name="asked">The server's own word, which is a lower bound.</param>
    public TimeSpan Refused(TimeSpan? asked)
    {
        if (timeProvider.GetElapsedTime(_last) > Healthy)
        {
            _next = First;
        }

        var delay = _next * (1 - (0.5 * random.NextDouble()));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        if (asked is { } wanted)
        {
            wanted = wanted < LongestAsked ? wanted : LongestAsked;
            // Never before the time that was named; a little after it, each replica at another moment.
            delay = wanted * (1 + (0.1 * random.NextDouble())) is var polite && polite > delay ? polite : delay;
        }

        // The health that resets is counted from the next attempt, not from this failure.
        _last = timeProvider.GetTimestamp() + (long)(delay.TotalSeconds * timeProvider.TimestampFrequency);
        return delay;
    }
}
