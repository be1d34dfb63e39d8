using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Deciding;

/// <summary>What to do and what to say.</summary>
/// <param name="Ready">Status of the Ready condition; null leaves it as it is.</param>
/// <param name="Reason">Reason of the Ready condition once the action succeeded.</param>
internal sealed record Decision(RemoteAction Action, bool? Ready, string Reason, string Message)
{
    public WriteCause Cause { get; init; }

    /// <summary>The difference belongs into <c>status.drift</c>.</summary>
    public bool ShowsDrift { get; init; }

    /// <summary>The body lacks something the spec asks for: what could be written is in LiteLLM, yet Ready is False.</summary>
    public bool FallsShort { get; init; }

    /// <summary>Whether LiteLLM has, once the action succeeded, what we could give it.</summary>
    public bool IsReached => Ready == true || FallsShort;

    /// <summary>When to look again although nothing changed; null: only on a change.</summary>
    public RetryAfter Retry { get; init; }

    /// <summary>The wait of <see cref="RetryAfter.Delay"/>.</summary>
    public TimeSpan Delay { get; init; }

    public static Decision Stay(string reason, string message, RetryAfter retry = RetryAfter.Change)
    {
        return new(RemoteAction.None, false, reason, message) { Retry = retry };
    }

    public static Decision Write(RemoteAction action, WriteCause cause, string message)
    {
        return new(action, true, ConditionReasons.Synced, message) { Cause = cause };
    }
}
