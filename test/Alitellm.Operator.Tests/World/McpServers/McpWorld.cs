using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Operator.Tests.World.McpServers;

/// <summary>A world with MCP servers, and short words for them.</summary>
internal sealed class McpWorld : IDisposable
{
    public const string Minimal = """{"endpoint":"http://exa","transport":"http"}""";

    /// <summary>A version that refuses dashes in names.</summary>
    public const string Old = "1.81.13";

    /// <summary>A version that refuses dots in names, redacts more and merges credentials.</summary>
    public const string New = "1.93.0";

    public McpWorld(string version = Old, string separator = ".", LiteLLMWorldOptions? options = null, string connection = "{}", Func<WorldOptions, WorldOptions>? configure = null)
    {
        var spec = JsonNode.Parse(connection)!.AsObject();
        spec["mcpToolPrefixSeparator"] = separator;
        var settings = new WorldOptions { LiteLLM = (options ?? new()) with { Version = version }, ConnectionSpec = spec.ToJsonString() };
        World = new OperatorWorld(configure?.Invoke(settings) ?? settings);
        Servers = KindView.McpServers(World);
    }

    public OperatorWorld World { get; }

    public KindView Servers { get; }

    public LiteLLMWorld LiteLLM => World.LiteLLM;

    public IEnumerable<string> Names => LiteLLM.McpServers.Select(row => (string)row["server_name"]!);

    /// <summary>A started world in which <c>exa</c> is registered.</summary>
    public static McpWorld Running(string spec = Minimal, string version = Old)
    {
        var world = new McpWorld(version);
        world.Servers.Apply("exa", spec);
        world.World.Started();
        return world;
    }

    public JsonObject Row(string id) => LiteLLM.FindMcpServer(id)!;

    public JsonObject Sent(string operation = "POST /v1/mcp/server") => JsonNode.Parse(LiteLLM.Journal.Calls.Last(call => call.Operation == operation).Body!)!.AsObject();

    public int Count(string method) => LiteLLM.Journal.CountOf(method == "DELETE" ? "DELETE /v1/mcp/server/{id}" : $"{method} /v1/mcp/server");

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public void Dispose() => World.Dispose();
}
