namespace Alitellm.LiteLLM;

/// <summary>How much one LiteLLM proxy is asked at a time.</summary>
/// <param name="RequestsPerSecond">Long-run rate; 0 is unlimited. A replica that shares the proxy with others passes its share.</param>
/// <param name="Burst">Requests that may go at once after a quiet time; 0 means as many as go in one second, at least one.</param>
/// <param name="MaxInFlight">Requests under way at the same time; at least 1. LiteLLM reloads everything on a write, so more than about 8 gain nothing.</param>
public sealed record EndpointLimits(double RequestsPerSecond, int Burst, int MaxInFlight)
{
    /// <summary>What a Connection that says nothing gets: 5 per second, bursts of 10, 8 in flight.</summary>
    public static EndpointLimits Default { get; } = new(5, 10, 8);

    /// <summary>No rate; 8 in flight.</summary>
    public static EndpointLimits Unlimited { get; } = new(0, 0, 8);
}
