using System.Text.Json.Nodes;
using Alitellm.Api.GuardRails;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

internal sealed class GuardRailCase : KindCase
{
    public override string Kind => LiteLLMGuardRail.KindName;

    public override string Spec => "guardrailName: NAME, provider: presidio, mode: [pre_call], params: {language: en}, info: {owner: us}";

    public override string Edited => "guardrailName: NAME, provider: presidio, mode: [post_call], params: {language: en}, info: {owner: us}";

    public override string Reduced => "guardrailName: NAME, provider: presidio, mode: [post_call], info: {owner: us}";

    public override string For(string name, string spec) => spec.Replace("NAME", name, StringComparison.Ordinal);

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name) =>
        [.. (await admin.ListAsync("/v2/guardrails/list", "guardrails")).Where(row => (string?)row["guardrail_name"] == name)];

    public override bool ShowsSpec(JsonObject entry) => Params(entry) == ("pre_call", "en");

    public override bool ShowsEdited(JsonObject entry) => Params(entry) == ("post_call", "en");

    public override bool ShowsReduced(JsonObject entry) => Params(entry) == ("post_call", null);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) =>
        admin.SendAsync(HttpMethod.Patch, $"/guardrails/{Id(entry)}", Json("""{"litellm_params": {"mode": "during_call"}}"""));

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => admin.SendAsync(HttpMethod.Delete, $"/guardrails/{Id(entry)}", null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) => admin.SendAsync(HttpMethod.Post, "/guardrails", new JsonObject
    {
        ["guardrail"] = new JsonObject { ["guardrail_name"] = name, ["litellm_params"] = Json("""{"guardrail": "presidio", "mode": "logging_only"}"""), ["guardrail_info"] = new JsonObject() },
    });

    private static (string?, string?) Params(JsonObject entry) => ((string?)entry["litellm_params"]!["mode"], (string?)entry["litellm_params"]!["language"]);

    private static string Id(JsonObject entry) => (string)entry["guardrail_id"]!;
}
