namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>The fields of a unified access group in LiteLLM (contract §12). Its assignments to teams and keys are never sent: teams attach themselves.</summary>
internal static class AccessGroupFields
{
    public const string Id = "access_group_id";
    public const string Name = "access_group_name";
    public const string Description = "description";
    public const string Models = "access_model_names";
    public const string McpServers = "access_mcp_server_ids";
    public const string Agents = "access_agent_ids";

    public static readonly IReadOnlyList<string> Lists = [Models, McpServers, Agents];
}
