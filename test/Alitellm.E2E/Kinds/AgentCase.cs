using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class AgentCase : KindCase
{
    public override string Kind => LiteLLMA2AAgent.KindName;

    public override string Spec => "endpoint: 'http://one.example', agentCard: {name: A, description: first, version: 1.0.0}, params: {litellm_params: {timeout: 5}}";

    public override string Edited => "endpoint: 'http://one.example', agentCard: {name: A, description: second, version: 1.0.0}, params: {litellm_params: {timeout: 5}}";

    public override string Reduced => "endpoint: 'http://one.example', agentCard: {name: A, description: second, version: 1.0.0}";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v1/agents?health_check=false")).Where(row => (string?)row["agent_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Facts(entry) == ("first", 5);

    public override bool ShowsEdited(JsonObject entry) => Facts(entry) == ("second", 5);

    public override bool ShowsReduced(JsonObject entry) => Facts(entry) == ("second", null);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry)
    {
        var card = entry["agent_card_params"]!.DeepClone().AsObject();
        card["description"] = "by hand";
        return admin.SendAsync(HttpMethod.Patch, $"/v1/agents/{Id(entry)}", new JsonObject { ["agent_card_params"] = card });
    }

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Delete, $"/v1/agents/{Id(entry)}", null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) => admin.SendAsync(
        HttpMethod.Post,
        "/v1/agents",
        new JsonObject { ["agent_name"] = name, ["agent_card_params"] = Json("""{"name": "B", "description": "by hand", "url": "http://by-hand.example", "version": "1.0.0"}""") });

    private static (string?, int?) Facts(JsonObject entry) => ((string?)entry["agent_card_params"]!["description"], (int?)entry["litellm_params"]?["timeout"]);

    private static string Id(JsonObject entry) => (string)entry["agent_id"]!;
}
