namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>The JSON a field of an MCP server holds.</summary>
internal enum McpServerFieldType
{
    Text,
    Flag,
    TextList,
    Map,

    /// <summary>An object of headers to add, or a list of names to pass on from the caller.</summary>
    Headers,
}
