using Alitellm.Api.Schema;

namespace Alitellm.Api.McpToolsets;

/// <summary>Tools of one MCP server.</summary>
public sealed class McpToolSelection
{
    /// <summary>
    /// The name of a LiteLLMMCPServer in this namespace, or an id of a server in LiteLLM. A server LiteLLM does not know grants nothing.
    /// </summary>
    [Required, MinLength(1)]
    public string Server { get; set; } = "";

    /// <summary>The tools' names, with or without the server's prefix. There are no wildcards.</summary>
    public IList<string>? Tools { get; set; }
}
