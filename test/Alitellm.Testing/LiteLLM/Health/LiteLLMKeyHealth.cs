namespace Alitellm.Testing.LiteLLM;

/// <summary>What <c>POST /key/health</c> reports of the logging callbacks.</summary>
public enum LiteLLMKeyHealth
{
    Healthy,

    Unhealthy,

    /// <summary>No callbacks: <c>logging_callbacks</c> is null.</summary>
    NoCallbacks,
}
