namespace Alitellm.Api.McpServers;

/// <summary>How an MCP server is spoken to.</summary>
public static class McpTransports
{
    /// <summary>Streamable HTTP.</summary>
    public const string Http = "http";

    /// <summary>Server-sent events.</summary>
    public const string Sse = "sse";
}
