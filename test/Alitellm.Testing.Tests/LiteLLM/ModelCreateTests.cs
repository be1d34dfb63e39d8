using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §3.1.</summary>
internal sealed class ModelCreateTests
{
    [Test]
    public async Task A_created_model_is_served_at_once()
    {
        using var proxy = new Proxy();
        var answer = await proxy.CreateModel("a", "m1");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
        Assert.That(await proxy.Names(), Is.EqualTo(["m1"]));
    }

    [Test]
    public async Task The_answer_encrypts_every_string_and_leaves_the_rest_in_clear()
    {
        using var proxy = new Proxy();
        var answer = await proxy.CreateModel("a", "m", """ "api_key":"sk-secret","rpm":10,"extra_headers":{"x":"clear"},"tags":["t"] """);

        var parameters = answer.Json["litellm_params"]!;
        Assert.That(answer.Text, Does.Not.Contain("sk-secret").And.Not.Contain("gpt-4o"));
        Assert.That(parameters["api_key"]!.GetValue<string>(), Is.Not.Empty);
        Assert.That(parameters["rpm"]!.GetValue<int>(), Is.EqualTo(10));
        Assert.That(parameters["extra_headers"]!.ToJsonString(), Is.EqualTo("""{"x":"clear"}"""));
        Assert.That(parameters["tags"]!.ToJsonString(), Is.EqualTo("""["t"]"""));
    }

    [Test]
    public async Task Ciphertext_differs_between_two_answers_about_the_same_value()
    {
        using var proxy = new Proxy();
        var first = await proxy.CreateModel("a");
        var second = await proxy.Patch("/model/a/update", "{}");

        Assert.That(
            second.Json["litellm_params"]!["model"]!.GetValue<string>(), Is.Not.EqualTo(first.Json["litellm_params"]!["model"]!.GetValue<string>()));
    }

    [Test]
    public async Task The_answer_carries_the_row_with_db_model_false_three_added_flags_and_the_admin_as_author()
    {
        using var proxy = new Proxy();
        var row = (await proxy.CreateModel("a", "m", info: "\"owner\":\"op\"")).Json;

        Assert.That(row["model_id"]!.GetValue<string>(), Is.EqualTo("a"));
        Assert.That(row["model_info"]!.ToJsonString(), Is.EqualTo("""{"id":"a","db_model":false,"owner":"op"}"""));
        Assert.That(row["created_by"]!.GetValue<string>(), Is.EqualTo("default_user_id"));
        Assert.That(row["created_at"]!.GetValue<string>(), Is.EqualTo("2026-01-31T12:00:00.000000Z"));
        foreach (var flag in new[] { "use_in_pass_through", "use_litellm_proxy", "merge_reasoning_content_in_choices" })
        {
            Assert.That(row["litellm_params"]![flag]!.GetValue<bool>(), Is.False, flag);
        }
    }

    [TestCase("""{"litellm_params":{"model":"openai/x"}}""")]
    [TestCase("""{"model_name":"m"}""")]
    [TestCase("""{"model_name":"m","litellm_params":{}}""")]
    public async Task A_missing_required_field_is_a_bare_500_in_text(string body)
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/model/new", body);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((500, "Internal Server Error")));
        Assert.That(answer.MediaType, Is.EqualTo("text/plain"));
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase(""" {"model_name":"m","litellm_params":{"model":"openai/x","rpm":"many"}} """)]
    [TestCase(""" {"model_name":"m","litellm_params":{"model":"openai/x","api_base":7}} """)]
    [TestCase(""" {"model_name":5,"litellm_params":{"model":"openai/x"}} """)]
    public async Task What_is_not_a_valid_body_is_422_with_a_detail_list(string body)
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/model/new", body);

        Assert.That(answer.Status, Is.EqualTo(422));
        Assert.That(answer.Json["detail"], Is.InstanceOf<JsonArray>());
    }

    [Test]
    public async Task An_empty_name_and_an_empty_model_string_are_accepted()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/model/new", """{"model_name":"","litellm_params":{"model":""}}""");

        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_id_is_minted_when_none_is_sent_and_a_number_becomes_text()
    {
        using var proxy = new Proxy();
        var minted = await proxy.Post("/model/new", """{"model_name":"m","litellm_params":{"model":"openai/x"},"model_info":{"id":null}}""");
        var number = await proxy.Post("/model/new", """{"model_name":"m","litellm_params":{"model":"openai/x"},"model_info":{"id":42}}""");

        Assert.That(Guid.TryParse(minted.Json["model_id"]!.GetValue<string>(), out _), Is.True);
        Assert.That(number.Json["model_id"]!.GetValue<string>(), Is.EqualTo("42"));
    }

    [Test]
    public async Task A_taken_id_is_500_and_changes_nothing()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "first");
        var answer = await proxy.CreateModel("a", "second");

        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.ErrorMessage, Does.StartWith("Failed to add model to db."));
        Assert.That(proxy.World.Models.Select(row => row.ModelName), Is.EqualTo(["first"]));
    }

    [Test]
    public async Task One_name_may_have_many_deployments()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "m");
        await proxy.CreateModel("b", "m");

        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a", "b"]));
        Assert.That(await proxy.Names(), Is.EqualTo(["m"]));
    }

    [TestCase("no-such-provider/x")]
    [TestCase("")]
    [TestCase("openai/")]
    public async Task A_model_without_a_known_provider_is_stored_but_never_served(string model)
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/model/new", $$"""{"model_name":"m","litellm_params":{"model":"{{model}}"},"model_info":{"id":"a"} }""");
        await proxy.CreateModel("other", "served");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["other"]));
        Assert.That(await proxy.Names(), Is.EqualTo(["served"]));
        Assert.That((await proxy.Get("/model/info?litellm_model_id=a")).Status, Is.EqualTo(400));
        Assert.That(await proxy.Read("a"), Is.Not.Null);
        Assert.That((await proxy.Post("/model/delete", """{"id":"a"}""")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task From_1_84_on_a_row_that_does_not_go_live_is_saved_and_answered_500()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.84.0" });
        var answer = await proxy.Post("/model/new", """{"model_name":"m","litellm_params":{"model":"bogus/x"},"model_info":{"id":"a"}}""");

        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.ErrorMessage, Does.StartWith("Model create was saved to the database, but the model id(s) ['a'] are not live"));
        Assert.That(proxy.World.FindModel("a"), Is.Not.Null);
    }

    [Test]
    public async Task Prices_are_copied_into_model_info()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"input_cost_per_token\":0.00000150,\"output_cost_per_token\":2e-06");

        var info = (await proxy.Read("a"))!["model_info"]!;
        Assert.That(info["input_cost_per_token"]!.ToJsonString(), Is.EqualTo("0.00000150"));
        Assert.That(info["output_cost_per_token"]!.ToJsonString(), Is.EqualTo("2e-06"));
    }

    [Test]
    public async Task Unknown_keys_and_nested_markers_are_kept_and_nulls_are_not()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"own\":{\"x\":null},\"tpm\":null", info: "\"marker\":{\"v\":1,\"n\":1.10}");

        var row = proxy.World.FindModel("a")!;
        Assert.That(row.LitellmParams["own"]!.ToJsonString(), Is.EqualTo("""{"x":null}"""));
        Assert.That(row.LitellmParams.ContainsKey("tpm"), Is.False);
        Assert.That((await proxy.Read("a"))!["model_info"]!["marker"]!.ToJsonString(), Is.EqualTo("""{"v":1,"n":1.10}"""));
    }

    [Test]
    public async Task A_database_model_replaces_the_config_model_of_the_same_id()
    {
        var config = JsonNode.Parse("""{"model_name":"file","litellm_params":{"model":"openai/x"},"model_info":{"id":"a"}}""")!.AsObject();
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigModels = [config] });
        Assert.That((await proxy.Read("a"))!["model_info"]!["db_model"]!.GetValue<bool>(), Is.False);

        var answer = await proxy.CreateModel("a", "db");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(await proxy.Names(), Is.EqualTo(["db"]));
        Assert.That((await proxy.Read("a"))!["model_info"]!["db_model"]!.GetValue<bool>(), Is.True);
    }

    [Test]
    public async Task Without_a_licence_a_team_model_is_403()
    {
        using var proxy = new Proxy();
        var answer = await proxy.CreateModel("a", info: "\"team_id\":\"t\"");

        Assert.That(answer.Status, Is.EqualTo(403));
        Assert.That(answer.ErrorMessage, Does.Contain("Enterprise"));
    }

    [Test]
    public async Task Without_store_model_in_db_it_is_500()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { StoreModelInDb = false });
        var answer = await proxy.CreateModel("a");

        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.ErrorMessage, Does.Contain("STORE_MODEL_IN_DB"));
    }

    [Test]
    public async Task An_id_with_a_slash_can_be_created_but_not_addressed_in_a_path()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a/b");

        Assert.That((await proxy.Patch("/model/a%2Fb/update", "{}")).Status, Is.EqualTo(404));
        Assert.That(await proxy.Read("a/b"), Is.Not.Null);
        Assert.That((await proxy.Post("/model/delete", """{"id":"a/b"}""")).Status, Is.EqualTo(200));
    }
}
