using System.Text.Json.Nodes;
using Alitellm.Api.McpServers;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class McpServerCase : KindCase
{
    public override string Kind => LiteLLMMCPServer.KindName;

    public override string Spec => "endpoint: 'http://one.example/mcp', transport: http, params: {allowed_tools: [search], static_headers: {x-team: us}}";

    public override string Edited => "endpoint: 'http://two.example/mcp', transport: http, params: {allowed_tools: [search], static_headers: {x-team: us}}";

    public override string Reduced => "endpoint: 'http://two.example/mcp', transport: http, params: {static_headers: {x-team: us}}";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v1/mcp/server")).Where(row => (string?)row["server_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Facts(entry) == ("http://one.example/mcp", 1);

    public override bool ShowsEdited(JsonObject entry) => Facts(entry) == ("http://two.example/mcp", 1);

    public override bool ShowsReduced(JsonObject entry) => Facts(entry) == ("http://two.example/mcp", 0);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Put, "/v1/mcp/server", new JsonObject
    {
        ["server_id"] = Id(entry),
        ["server_name"] = (string?)entry["server_name"],
        ["alias"] = (string?)entry["alias"],
        ["transport"] = "http",
        ["url"] = "http://by-hand.example/mcp",
    });

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Delete, $"/v1/mcp/server/{Id(entry)}", null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) => admin.SendAsync(
        HttpMethod.Post,
        "/v1/mcp/server",
        new JsonObject { ["server_name"] = name, ["alias"] = name, ["transport"] = "sse", ["url"] = "http://by-hand.example/sse" });

    private static (string?, int) Facts(JsonObject entry) => ((string?)entry["url"], (entry["allowed_tools"] as JsonArray)?.Count ?? 0);

    private static string Id(JsonObject entry) => (string)entry["server_id"]!;
}
