using Alitellm.Kubernetes.Controllers;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: when a discovery is looked at again. Every end of a pass leads here, so that none leaves it without a next one.</summary>
internal static class NextAttempt
{
    /// <summary>What only a person can heal; a watch notices it at once. A revoked key that is tried every few seconds may lock an account.</summary>
    private static readonly TimeSpan s_afterRefusal = TimeSpan.FromMinutes(5);

    /// <summary>What was left undone for a reason that passes. Without it one slip of the API server would last for a whole interval.</summary>
    private static readonly TimeSpan s_afterSlip = TimeSpan.FromMinutes(1);

    /// <summary>How soon a name is looked at whose holder is going; the reference operator's 5 s.</summary>
    private static readonly TimeSpan s_whileNameIsHeld = TimeSpan.FromSeconds(5);

    /// <summary>A source that wants to be asked again at once is given this much rest.</summary>
    private static readonly TimeSpan s_shortestRetryAfter = TimeSpan.FromSeconds(1);

    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Spread(TimeSpan delay, double random)
    {
        return delay * (0.95 + (0.1 * random));
    }

    public static ReconcileResult AfterFailure(SourceFailure failure, TimeSpan? retryAfter, TimeSpan interval, double random)
    {
        return (failure, retryAfter) switch
        {
            (SourceFailure.InvalidConfig, _) => ReconcileResult.RequeueAfter(Spread(interval, random)),
            (SourceFailure.SecretNotFound, _) => ReconcileResult.RequeueAfter(Spread(s_afterRefusal, random)),
            (SourceFailure.AuthFailed, { } wait) => ReconcileResult.Throttled(Spread(Longer(s_afterRefusal, wait), random)),
            (SourceFailure.AuthFailed, _) => ReconcileResult.Throttled(Spread(s_afterRefusal, random)),
            (_, { } wait) => ReconcileResult.Throttled(Longer(s_shortestRetryAfter, wait)),
            _ => ReconcileResult.Backoff,
        };
    }

    /// <param name="untilDue">When the source is to be listed again.</param>
    /// <param name="needsLook">A candidate waits for something that no watch tells.</param>
    /// <param name="slipped">Something failed that may succeed at the next try.</param>
    public static ReconcileResult AfterPass(TimeSpan untilDue, bool needsLook, bool slipped, double random)
    {
        var next = untilDue;
        if (slipped)
        {
            next = Shorter(next, Spread(s_afterSlip, random));
        }

        return ReconcileResult.RequeueAfter(needsLook ? Shorter(next, s_whileNameIsHeld) : next);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right)
    {
        return left < right ? left : right;
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right)
    {
        return left > right ? left : right;
    }
}
