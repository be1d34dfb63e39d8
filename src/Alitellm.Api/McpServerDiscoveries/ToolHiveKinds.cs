namespace Alitellm.Api.McpServerDiscoveries;

/// <summary>Kinds of the group <c>toolhive.stacklok.dev</c>, version <c>v1beta1</c>, that have an endpoint.</summary>
public static class ToolHiveKinds
{
    public const string McpServer = "MCPServer";
    public const string VirtualMcpServer = "VirtualMCPServer";
    public const string McpRemoteProxy = "MCPRemoteProxy";
}
