namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /health/readiness</c>.</summary>
public sealed record ReadinessInfo
{
    /// <summary><c>connected</c> or <c>healthy</c>, by version.</summary>
    public string? Status { get; init; }

    /// <summary>Database state, checked by LiteLLM at most every two minutes: a weak signal.</summary>
    public string? Db { get; init; }

    /// <summary>The version text; see <see cref="LiteLLMVersion.TryParse"/>.</summary>
    public string? LitellmVersion { get; init; }
}
