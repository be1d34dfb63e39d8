using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>What a look at a Connection found: the snapshot to use from now on and what to say about it.</summary>
/// <param name="Message">Text of the Ready condition; names objects and classes of failure, never a value.</param>
/// <param name="Health">What LiteLLM says of its logging callbacks; null when the probe failed.</param>
/// <param name="Failure">The failed call, for the next attempt's time.</param>
internal sealed record ProbeResult(ConnectionSnapshot Snapshot, string Message, KeyHealth? Health = null, LiteLLMException? Failure = null);
