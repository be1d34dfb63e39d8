namespace Alitellm.Operator.Remote.Deciding;

/// <summary>When a parked object is looked at again.</summary>
internal enum RetryAfter
{
    /// <summary>When something it depends on changes.</summary>
    Change,

    /// <summary>After the Connection's <c>requeueOnRejectedAfter</c>.</summary>
    Rejected,

    /// <summary>After <see cref="Decision.Delay"/>.</summary>
    Delay,
}
