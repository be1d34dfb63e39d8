using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §3.4.</summary>
internal sealed class ModelReadTests
{
    [TestCase("/model/info")]
    [TestCase("/v1/model/info")]
    public async Task A_memory_read_by_id_finds_one_row_or_answers_400(string path)
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        await proxy.CreateModel("b");

        var found = await proxy.Get(path + "?litellm_model_id=a");
        Assert.That(found.Json["data"]!.AsArray(), Has.Count.EqualTo(1));

        var missing = await proxy.Get(path + "?litellm_model_id=nope");
        Assert.That((missing.Status, missing.DetailError), Is.EqualTo((400, "Model id = nope not found on litellm proxy")));
    }

    [Test]
    public async Task A_v2_read_of_an_unknown_id_is_200_and_empty()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        var answer = await proxy.Get("/v2/model/info?modelId=nope");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Json["data"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task With_no_model_in_the_router_v2_is_blind_for_stored_rows()
    {
        using var proxy = new Proxy();
        await proxy.Post("/model/new", """{"model_name":"m","litellm_params":{"model":"bogus/x"},"model_info":{"id":"a"}}""");
        Assert.That(await proxy.Read("a"), Is.Null);

        await proxy.CreateModel("served");
        Assert.That(await proxy.Read("a"), Is.Not.Null);
    }

    [Test]
    public async Task Secrets_of_the_five_known_names_are_removed()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: """
            "api_key":"sk-1","client_secret":"s","vertex_credentials":"{}","aws_access_key_id":"i","aws_secret_access_key":"k","api_base":"http://x"
            """);

        var parameters = (await proxy.Read("a"))!["litellm_params"]!.AsObject();
        Assert.That(
            parameters.Select(pair => pair.Key),
            Is.EqualTo(["model", "api_base", "use_in_pass_through", "use_litellm_proxy", "merge_reasoning_content_in_choices"]));
        Assert.That(parameters["api_base"]!.GetValue<string>(), Is.EqualTo("http://x"));
    }

    [TestCase("my_token", "abcdefghwxyz", "abcd****wxyz")]
    [TestCase("x-auth-header", "abcdefghijkl", "abcd****ijkl")]
    [TestCase("db_password", "abcdefgh", "abcdefgh")]
    [TestCase("private_data", "short", "short")]
    [TestCase("tokens", "abcdefghwxyz", "abcdefghwxyz")]
    [TestCase("monkey", "abcdefghwxyz", "abcdefghwxyz")]
    [TestCase("tenancy", "abcdefghwxyz", "abcd****wxyz")]
    public async Task A_value_is_masked_when_a_segment_of_its_name_is_sensitive(string key, string value, string shown)
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: $"\"{key}\":\"{value}\"");

        Assert.That((await proxy.Read("a"))!["litellm_params"]![key]!.GetValue<string>(), Is.EqualTo(shown));
    }

    [Test]
    public async Task Nested_values_are_masked_too()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: """ "extra_headers":{"auth":"abcdefghwxyz","other":"abcdefghwxyz"} """);

        Assert.That(
            (await proxy.Read("a"))!["litellm_params"]!["extra_headers"]!.ToJsonString(), Is.EqualTo("""{"auth":"abcd****wxyz","other":"abcdefghwxyz"}"""));
    }

    [Test]
    public async Task A_number_under_a_sensitive_name_comes_back_as_text_but_stays_a_number_in_model_info()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"input_cost_per_token\":0.001");

        var row = (await proxy.Read("a"))!;
        Assert.That(row["litellm_params"]!["input_cost_per_token"]!.ToJsonString(), Is.EqualTo("\"0.001\""));
        Assert.That(row["model_info"]!["input_cost_per_token"]!.ToJsonString(), Is.EqualTo("0.001"));
    }

    [Test]
    public async Task Model_info_shows_what_is_stored_plus_about_fifty_generated_fields()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", info: "\"owner\":\"op\",\"mode\":\"embedding\"");

        var info = (await proxy.Read("a"))!["model_info"]!.AsObject();
        Assert.That(info["owner"]!.GetValue<string>(), Is.EqualTo("op"));
        Assert.That(info["mode"]!.GetValue<string>(), Is.EqualTo("embedding"), "what is stored wins over the table");
        Assert.That(info["db_model"]!.GetValue<bool>(), Is.True);
        Assert.That(info["key"]!.GetValue<string>(), Is.EqualTo("gpt-4o"));
        Assert.That(info["supported_openai_params"]!.AsArray(), Is.Not.Empty);
        Assert.That(info, Has.Count.InRange(48, 65));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Timestamps_appear_only_with_a_licence(bool licensed)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Licensed = licensed });
        await proxy.CreateModel("a");

        Assert.That((await proxy.Read("a"))!["model_info"]!.AsObject().ContainsKey("updated_at"), Is.EqualTo(licensed));
    }
}
