using System.Text.Json.Nodes;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class ModelCase : KindCase
{
    public override string Kind => LiteLLMModel.KindName;

    public override string Spec => "params: {model: openai/gpt-4o, rpm: 60, tpm: 1000}";

    public override string Edited => "params: {model: openai/gpt-4o, rpm: 90, tpm: 1000}";

    public override string Reduced => "params: {model: openai/gpt-4o, rpm: 90}";

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v2/model/info?page=1&size=500", "data")).Where(row => (string?)row["model_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Limits(entry) == (60, 1000);

    public override bool ShowsEdited(JsonObject entry) => Limits(entry) == (90, 1000);

    public override bool ShowsReduced(JsonObject entry) => Limits(entry) == (90, null);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Patch, $"/model/{Id(entry)}/update", new JsonObject { ["litellm_params"] = new JsonObject { ["rpm"] = 1 }, ["model_info"] = new JsonObject { ["id"] = Id(entry) } });

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Post, "/model/delete", new JsonObject { ["id"] = Id(entry) });

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) =>
        admin.SendAsync(HttpMethod.Post, "/model/new", new JsonObject { ["model_name"] = name, ["litellm_params"] = Json("""{"model": "openai/gpt-4o", "rpm": 7}"""), ["model_info"] = new JsonObject() });

    private static (int?, int?) Limits(JsonObject entry) => ((int?)entry["litellm_params"]!["rpm"], (int?)entry["litellm_params"]!["tpm"]);

    private static string Id(JsonObject entry) => (string)entry["model_info"]!["id"]!;
}
