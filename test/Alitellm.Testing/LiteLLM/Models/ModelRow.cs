using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One version of one model row, secrets in clear. Never changed: a write makes a new version. Callers must not change its objects.</summary>
public sealed class ModelRow
{
    /// <summary>The row's key. Wins over <c>model_info.id</c> on every read.</summary>
    public required string Id { get; init; }

    public required string ModelName { get; init; }

    public required JsonObject LitellmParams { get; init; }

    /// <summary><c>model_info</c> as stored.</summary>
    public required JsonObject ModelInfo { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the row comes from the configuration file.</summary>
    public bool FromConfig { get; init; }

    /// <summary>Whether the server chose the id.</summary>
    public bool IdIsMinted { get; init; }

    /// <summary>Whether the router takes the row: its provider is known.</summary>
    public bool IsServed => ModelProviders.Of(LitellmParams) is not null;

    /// <summary>The row as memory-backed reads show it, built once.</summary>
    internal byte[]? Rendered { get; set; }

    internal ModelRow Change(DateTimeOffset now, string? modelName = null, JsonObject? litellmParams = null, JsonObject? modelInfo = null) => new()
    {
        Id = Id,
        ModelName = modelName ?? ModelName,
        LitellmParams = litellmParams ?? LitellmParams,
        ModelInfo = modelInfo ?? ModelInfo,
        CreatedAt = CreatedAt,
        UpdatedAt = now,
        FromConfig = FromConfig,
        IdIsMinted = IdIsMinted,
    };

    public override string ToString() => $"{Id} ({ModelName})";
}
