using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.McpServers;

/// <summary>What LiteLLM should have for an MCP server.</summary>
public sealed class McpServerSpec : RemoteSpec
{
    /// <summary>The server's URL, sent as it is.</summary>
    [Required, MinLength(1)]
    public string Endpoint { get; set; } = "";

    /// <summary>How the server is spoken to: http (streamable HTTP) or sse.</summary>
    [Required, AllowedValues(McpTransports.Http, McpTransports.Sse)]
    public string Transport { get; set; } = "";

    /// <summary>
    /// Further fields of the server, such as auth_type, credentials, mcp_access_groups or allowed_tools, sent once placeholders are filled in.
    /// The keys server_id, server_name, alias, url, transport and spec_path are ignored: they are the operator's.
    /// </summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>Values for the placeholders in params.</summary>
    public IList<SecretBinding>? Secrets { get; set; }
}
