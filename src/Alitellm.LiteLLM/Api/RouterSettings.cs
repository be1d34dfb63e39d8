using System.Text.Json.Nodes;

namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /router/settings</c>, without its field descriptions.</summary>
public sealed record RouterSettings
{
    /// <summary>Never null.</summary>
    public JsonObject CurrentValues { get; init => field = value ?? []; } = [];
}
