using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>A guardrail, secrets in clear. Its objects must not be changed.</summary>
public sealed record GuardrailRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What was stored: the keys that were sent, an explicit null included.</summary>
    public required JsonObject LitellmParams { get; init; }

    public required JsonObject GuardrailInfo { get; init; }

    /// <summary>Null where none was given or the version has no such column.</summary>
    public string? PolicyTemplate { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Comes from the configuration file: listed, never writable.</summary>
    public bool FromConfig { get; init; }
}
