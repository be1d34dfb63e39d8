using System.Text.Json.Nodes;

namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /v2/guardrails/list</c>.</summary>
public sealed record GuardrailList
{
    public IReadOnlyList<JsonObject> Guardrails { get; init => field = value ?? []; } = [];
}
