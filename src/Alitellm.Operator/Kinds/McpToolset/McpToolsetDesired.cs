using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.McpToolset;

/// <summary>A toolset as the spec wants it.</summary>
/// <param name="Body">Everything but the id.</param>
internal sealed record McpToolsetDesired(string Name, JsonObject Body, string Hash) : IDesiredEntry;
