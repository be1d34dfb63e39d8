namespace Alitellm.LiteLLM;

/// <summary>The answer of <c>GET /v1/mcp/access_groups</c>.</summary>
public sealed record McpAccessGroups
{
    public IReadOnlyList<string> AccessGroups { get; init => field = value ?? []; } = [];
}
