using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>An MCP server as the spec wants it. <c>Body</c> holds secrets in clear.</summary>
/// <param name="Body">Everything but the id and the operator's own entries in <c>mcp_info</c>.</param>
/// <param name="Declared">The fields that the spec itself names.</param>
/// <param name="Lasting">The fields, and credentials as <c>credentials.x</c>, that no PUT takes away once they are sent.</param>
internal sealed record McpServerDesired(string Name, JsonObject Body, string Hash, IReadOnlyList<string> Declared, IReadOnlyList<string> Lasting) : IDesiredEntry
{
    /// <summary>Keeps secrets out of logs and exceptions.</summary>
    public override string ToString()
    {
        return $"MCP server {Name}";
    }
}
