namespace Alitellm.LiteLLM;

/// <summary>Whether calls to an endpoint are let through.</summary>
public enum BreakerState
{
    /// <summary>They are.</summary>
    Closed,

    /// <summary>One trial call is under way; all others are refused.</summary>
    HalfOpen,

    /// <summary>They are refused until the break is over; the first call after it is the trial.</summary>
    Open,
}
