using System.Text.Json.Nodes;
using Alitellm.Api.Aliases;
using Alitellm.E2E.Support;

namespace Alitellm.E2E.Kinds;

/// <summary>An alias named like its object, and a second one; an entry is what LiteLLM's map has for them.</summary>
internal sealed class ModelAliasCase : KindCase
{
    public override string Kind => LiteLLMModelAlias.KindName;

    public override string Spec => "aliases: [{name: NAME, value: gpt-4o}, {name: NAME-b, value: gpt-4o}]";

    public override string Edited => "aliases: [{name: NAME, value: gpt-5}, {name: NAME-b, value: gpt-4o}]";

    public override string Reduced => "aliases: [{name: NAME, value: gpt-5}]";

    public override bool IsAlwaysThere => true;

    public override string For(string name, string spec) => spec.Replace("NAME", name, StringComparison.Ordinal);

    public override async Task<IReadOnlyList<JsonObject>> EntriesAsync(LiteLLMAdmin admin, string name)
    {
        var map = await MapAsync(admin);
        return map[name] is { } value ? [new JsonObject { ["name"] = name, ["value"] = value.DeepClone(), ["second"] = map[name + "-b"]?.DeepClone() }] : [];
    }

    public override bool ShowsSpec(JsonObject entry) => Values(entry) == ("gpt-4o", "gpt-4o");

    public override bool ShowsEdited(JsonObject entry) => Values(entry) == ("gpt-5", "gpt-4o");

    public override bool ShowsReduced(JsonObject entry) => Values(entry) == ("gpt-5", null);

    public override Task EditByHandAsync(LiteLLMAdmin admin, JsonObject entry) => SetAsync(admin, (string)entry["name"]!, "by-hand");

    public override Task DeleteByHandAsync(LiteLLMAdmin admin, JsonObject entry) => SetAsync(admin, (string)entry["name"]!, null);

    public override Task CreateByHandAsync(LiteLLMAdmin admin, string name) => SetAsync(admin, name, "by-hand");

    private static (string?, string?) Values(JsonObject entry) => ((string?)entry["value"], (string?)entry["second"]);

    private static async Task<JsonObject> SettingsAsync(LiteLLMAdmin admin) => (await admin.GetAsync("/get/config/callbacks"))["router_settings"]?.DeepClone().AsObject() ?? [];

    private static async Task<JsonObject> MapAsync(LiteLLMAdmin admin) => (await SettingsAsync(admin))["model_group_alias"]?.DeepClone().AsObject() ?? [];

    private static async Task SetAsync(LiteLLMAdmin admin, string alias, string? value)
    {
        var map = await MapAsync(admin);
        map.Remove(alias);
        if (value is not null)
        {
            map[alias] = value;
        }

        await admin.SendAsync(HttpMethod.Post, "/config/update", new JsonObject { ["router_settings"] = new JsonObject { ["model_group_alias"] = map } });
    }
}
