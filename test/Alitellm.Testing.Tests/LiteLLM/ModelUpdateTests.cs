using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §3.2: PATCH.</summary>
internal sealed class ModelUpdateTests
{
    [Test]
    public async Task Only_what_is_sent_changes_and_nested_values_and_lists_replace()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: """ "rpm":10,"tpm":5,"my":{"a":1},"tags":["x","y"] """, info: "\"owner\":\"op\"");
        await proxy.Patch("/model/a/update", """{"litellm_params":{"rpm":20,"my":{"b":2},"tags":["z"]}}""");

        var row = proxy.World.FindModel("a")!;
        Assert.That(row.LitellmParams["rpm"]!.ToJsonString(), Is.EqualTo("20"));
        Assert.That(row.LitellmParams["tpm"]!.ToJsonString(), Is.EqualTo("5"));
        Assert.That(row.LitellmParams["my"]!.ToJsonString(), Is.EqualTo("""{"b":2}"""));
        Assert.That(row.LitellmParams["tags"]!.ToJsonString(), Is.EqualTo("""["z"]"""));
        Assert.That(row.ModelInfo["owner"]!.GetValue<string>(), Is.EqualTo("op"));
    }

    [Test]
    public async Task A_null_is_ignored()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"rpm\":10,\"input_cost_per_token\":1");
        await proxy.Patch("/model/a/update", """{"litellm_params":{"rpm":null,"input_cost_per_token":null}}""");

        Assert.That(proxy.World.FindModel("a")!.LitellmParams["rpm"]!.ToJsonString(), Is.EqualTo("10"));
        Assert.That(proxy.World.FindModel("a")!.LitellmParams["input_cost_per_token"]!.ToJsonString(), Is.EqualTo("1"));
    }

    [Test]
    public async Task From_1_84_on_a_null_clears_custom_prices_and_nothing_else()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.85.2" });
        await proxy.CreateModel("a", parameters: "\"rpm\":10,\"input_cost_per_token\":1");
        await proxy.Patch("/model/a/update", """{"litellm_params":{"rpm":null,"input_cost_per_token":null}}""");

        var row = proxy.World.FindModel("a")!;
        Assert.That(row.LitellmParams["rpm"]!.ToJsonString(), Is.EqualTo("10"));
        Assert.That(row.LitellmParams.ContainsKey("input_cost_per_token"), Is.False);
        Assert.That(row.ModelInfo.ContainsKey("input_cost_per_token"), Is.False);
    }

    [Test]
    public async Task Model_info_without_an_id_corrupts_the_stored_id_while_reads_show_the_row_id()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", info: "\"owner\":\"op\"");
        await proxy.Patch("/model/a/update", """{"model_info":{"tier":"x"}}""");

        var row = proxy.World.FindModel("a")!;
        Assert.That(Guid.TryParse(row.ModelInfo["id"]!.GetValue<string>(), out _), Is.True);
        Assert.That(row.ModelInfo["owner"]!.GetValue<string>(), Is.EqualTo("op"));
        Assert.That((await proxy.Read("a"))!["model_info"]!["id"]!.GetValue<string>(), Is.EqualTo("a"));
    }

    [Test]
    public async Task Model_info_with_its_id_stays_intact()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.Patch("/model/a/update", """{"model_info":{"id":"a","tier":"x"}}""");

        Assert.That(proxy.World.FindModel("a")!.ModelInfo["id"]!.GetValue<string>(), Is.EqualTo("a"));
        Assert.That((await proxy.Read("a"))!["model_info"]!["tier"]!.GetValue<string>(), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_rename_takes_effect_at_once()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "old");
        await proxy.Patch("/model/a/update", """{"model_name":"new"}""");

        Assert.That(await proxy.Names(), Is.EqualTo(["new"]));
    }

    [Test]
    public async Task An_empty_patch_moves_updated_at()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        var answer = await proxy.Patch("/model/a/update", "{}");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Json["updated_at"]!.GetValue<string>(), Is.EqualTo("2026-01-31T12:00:01.000000Z"));
        Assert.That(answer.Json["created_at"]!.GetValue<string>(), Is.EqualTo("2026-01-31T12:00:00.000000Z"));
    }

    [Test]
    public async Task An_unknown_id_is_404_not_found_error()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Patch("/model/nope/update", "{}");

        Assert.That((answer.Status, answer.ErrorType), Is.EqualTo((404, "not_found_error")));
        Assert.That(answer.ErrorMessage, Is.EqualTo("Model nope not found on proxy."));
    }

    [Test]
    public async Task A_config_model_is_400()
    {
        var config = JsonNode.Parse("""{"model_name":"file","litellm_params":{"model":"openai/x"},"model_info":{"id":"a"}}""")!.AsObject();
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigModels = [config] });
        var answer = await proxy.Patch("/model/a/update", "{}");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.ErrorMessage, Does.Contain("Cannot edit config-based model."));
    }

    [Test]
    public async Task Below_1_84_a_patch_leaves_a_serving_gap_for_database_models()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { ServingGap = TimeSpan.FromMilliseconds(100) });
        await proxy.CreateModel("a");
        var patch = proxy.Patch("/model/a/update", """{"litellm_params":{"rpm":1}}""");

        Assert.That(patch.IsCompleted, Is.False);
        Assert.That(await proxy.Names(), Is.Empty);
        Assert.That((await proxy.Get("/model/info?litellm_model_id=a")).Status, Is.EqualTo(400));
        Assert.That(await proxy.Read("a"), Is.Null);

        proxy.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That((await patch).Status, Is.EqualTo(200));
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task From_1_84_on_there_is_no_serving_gap()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.84.0", ServingGap = TimeSpan.FromMilliseconds(100) });
        await proxy.CreateModel("a");
        var patch = proxy.Patch("/model/a/update", "{}");

        Assert.That(patch.IsCompletedSuccessfully, Is.True);
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task A_patch_to_an_unknown_provider_takes_the_model_out_of_service()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.CreateModel("b");
        await proxy.Patch("/model/a/update", """{"litellm_params":{"model":"bogus/x"}}""");

        Assert.That(await proxy.ListedIds(), Is.EqualTo(["b"]));
        Assert.That(await proxy.Read("a"), Is.Not.Null);
    }
}
