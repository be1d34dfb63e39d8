using System.Text.Json.Nodes;
using Alitellm.Api.AccessGroups;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class AccessGroupCase : KindCase
{
    public override string Kind => LiteLLMAccessGroup.KindName;

    public override string Spec => "description: first, models: [gpt-4o, gpt-5]";

    public override string Edited => "description: second, models: [gpt-4o, gpt-5]";

    public override string Reduced => "description: second";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v1/access_group")).Where(row => (string?)row["access_group_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Facts(entry) == ("first", 2);

    public override bool ShowsEdited(JsonObject entry) => Facts(entry) == ("second", 2);

    public override bool ShowsReduced(JsonObject entry) => Facts(entry) == ("second", 0);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Put, $"/v1/access_group/{Id(entry)}", Json("""{"access_model_names": ["by-hand"]}"""));

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Delete, $"/v1/access_group/{Id(entry)}", null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) =>
        admin.SendAsync(HttpMethod.Post, "/v1/access_group", new JsonObject { ["access_group_name"] = name, ["description"] = "by hand" });

    private static (string?, int) Facts(JsonObject entry) => ((string?)entry["description"], (entry["access_model_names"] as JsonArray)?.Count ?? 0);

    private static string Id(JsonObject entry) => (string)entry["access_group_id"]!;
}
