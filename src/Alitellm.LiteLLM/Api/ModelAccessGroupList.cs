namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /access_group/list</c>.</summary>
public sealed record ModelAccessGroupList
{
    public IReadOnlyList<ModelAccessGroup> AccessGroups { get; init => field = value ?? []; } = [];
}
