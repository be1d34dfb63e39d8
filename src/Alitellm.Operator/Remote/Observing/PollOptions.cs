namespace Alitellm.Operator.Remote.Observing;

/// <summary>Pace of the lists.</summary>
/// <param name="Interval">Between two lists, ± 10 %.</param>
internal sealed record PollOptions(TimeSpan Interval)
{
    /// <summary>How soon a suspicious read is read again: long enough to outlast LiteLLM's serving gap (about 0.1 s per write, contract §3.2), short against the interval.</summary>
    public TimeSpan ConfirmDelay { get; } = Interval < TimeSpan.FromSeconds(15) ? Interval / 3 : TimeSpan.FromSeconds(5);

    /// <summary>A list older than this says nothing about now: polling was paused or fails.</summary>
    public TimeSpan MaxAge { get; } = Interval * 3;
}
