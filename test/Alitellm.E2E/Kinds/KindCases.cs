namespace Alitellm.E2E.Kinds;

/// <summary>Every kind that declares an entry of LiteLLM.</summary>
internal static class KindCases
{
    public static IReadOnlyList<KindCase> All { get; } =
    [
        new ModelCase(),
        new ModelAliasCase(),
        new TeamCase(),
        new GuardRailCase(),
        new McpServerCase(),
        new McpToolsetCase(),
        new AgentCase(),
        new AccessGroupCase(),
    ];
}
