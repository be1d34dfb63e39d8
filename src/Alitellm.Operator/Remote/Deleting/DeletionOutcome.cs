namespace Alitellm.Operator.Remote.Deleting;

/// <summary>How the attempt to delete the LiteLLM entry ended.</summary>
internal enum DeletionOutcome
{
    /// <summary>It is gone, or never was, or was never ours.</summary>
    Confirmed,

    /// <summary>LiteLLM could not be asked: no usable Connection, 401, network, 5xx, throttled.</summary>
    Unreachable,

    /// <summary>LiteLLM was not asked yet: we have just started, or just taken over, and the answer is on its way.</summary>
    NotTried,

    /// <summary>LiteLLM understood and refused; asking again changes nothing.</summary>
    Refused,
}
