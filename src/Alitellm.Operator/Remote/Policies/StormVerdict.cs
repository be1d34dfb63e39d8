namespace Alitellm.Operator.Remote.Policies;

/// <summary>Whether a repair may go ahead.</summary>
/// <param name="RetryAfter">How long to wait when it may not; null when it may.</param>
internal readonly record struct StormVerdict(TimeSpan? RetryAfter)
{
    public static StormVerdict Allowed => default;

    public bool IsAllowed => RetryAfter is null;

    /// <summary>Another writer keeps changing the entry.</summary>
    public static StormVerdict Contested(TimeSpan retryAfter)
    {
        return new(retryAfter);
    }
}
