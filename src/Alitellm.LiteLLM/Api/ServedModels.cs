namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /model/info</c>: every alias appears as one more row with the id of its model.</summary>
public sealed record ServedModels
{
    public IReadOnlyList<ModelRow> Data { get; init => field = value ?? []; } = [];
}
