using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class TeamCase : KindCase
{
    public override string Kind => LiteLLMTeam.KindName;

    public override string Spec => "budget: {limit: 10, period: 30d}, rateLimits: {rpm: 5}";

    public override string Edited => "budget: {limit: 20, period: 30d}, rateLimits: {rpm: 5}";

    public override string Reduced => "budget: {limit: 20, period: 30d}";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync($"/v2/team/list?page=1&page_size=100&team_alias={name}", "teams")).Where(row => (string?)row["team_alias"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Limits(entry) == (10, 5);

    public override bool ShowsEdited(JsonObject entry) => Limits(entry) == (20, 5);

    public override bool ShowsReduced(JsonObject entry) => Limits(entry) == (20, null);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Post, "/team/update", new JsonObject { ["team_id"] = Id(entry), ["max_budget"] = 1 });

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Post, "/team/delete", new JsonObject { ["team_ids"] = new JsonArray(Id(entry)) });

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) =>
        admin.SendAsync(HttpMethod.Post, "/team/new", new JsonObject { ["team_alias"] = name, ["max_budget"] = 3 });

    private static (double?, int?) Limits(JsonObject entry) => ((double?)entry["max_budget"], (int?)entry["rpm_limit"]);

    private static string Id(JsonObject entry) => (string)entry["team_id"]!;
}
