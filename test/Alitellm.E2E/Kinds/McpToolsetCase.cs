using System.Text.Json.Nodes;
using Alitellm.Api.McpToolsets;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class McpToolsetCase : KindCase
{
    public override string Kind => LiteLLMMCPToolset.KindName;

    public override string Spec => "description: first, from: [{server: a-server-id, tools: [search, fetch]}]";

    public override string Edited => "description: second, from: [{server: a-server-id, tools: [search, fetch]}]";

    public override string Reduced => "description: second";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v1/mcp/toolset")).Where(row => (string?)row["toolset_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Facts(entry) == ("first", 2);

    public override bool ShowsEdited(JsonObject entry) => Facts(entry) == ("second", 2);

    public override bool ShowsReduced(JsonObject entry) => Facts(entry) == ("second", 0);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Put, "/v1/mcp/toolset", new JsonObject
    {
        ["toolset_id"] = Id(entry),
        ["toolset_name"] = (string?)entry["toolset_name"],
        ["description"] = "by hand",
        ["tools"] = new JsonArray(),
    });

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Delete, $"/v1/mcp/toolset/{Id(entry)}", null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) =>
        admin.SendAsync(HttpMethod.Post, "/v1/mcp/toolset", new JsonObject { ["toolset_name"] = name, ["description"] = "by hand", ["tools"] = new JsonArray() });

    private static (string?, int) Facts(JsonObject entry) => ((string?)entry["description"], (entry["tools"] as JsonArray)?.Count ?? 0);

    private static string Id(JsonObject entry) => (string)entry["toolset_id"]!;
}
