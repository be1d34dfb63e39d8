namespace Alitellm.Operator.Remote.Deleting;

/// <summary>How the attempt to delete the LiteLLM entry ended.</summary>
internal enum DeletionOutcome
{
    /// <summary>It is gone, or never was, or was never ours.</summary>
    Confirmed,

    /// <summary>LiteLLM could not be asked: no usable Connection, 401, network, 5xx, throttled.</summary>
    Unreachable,

    /// <summary>LiteLLM understood and refused; asking again changes nothing.</summary>
    Refused,
}
