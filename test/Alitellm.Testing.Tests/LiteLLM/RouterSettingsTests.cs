using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §6.</summary>
internal sealed class RouterSettingsTests
{
    [Test]
    public async Task Current_values_can_be_read_before_the_first_model_and_there_are_21_descriptors()
    {
        using var proxy = new Proxy();
        var answer = (await proxy.Get("/router/settings")).Json;

        Assert.That(answer["fields"]!.AsArray(), Has.Count.EqualTo(21));
        Assert.That(answer["current_values"]!["routing_strategy"]!.GetValue<string>(), Is.EqualTo("simple-shuffle"));
        Assert.That(answer["routing_strategy_descriptions"], Is.InstanceOf<JsonObject>());
    }

    [Test]
    public async Task There_is_no_write_verb_on_router_settings()
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post("/router/settings", "{}")).Status, Is.EqualTo(405));
    }

    [Test]
    public async Task An_alias_is_listed_at_once_and_its_target_need_not_exist()
    {
        using var proxy = new Proxy();
        var answer = await Update(proxy, """{"model_group_alias":{"nick":"nothing"}}""");

        Assert.That(answer.Json["message"]!.GetValue<string>(), Is.EqualTo("Config updated successfully"));
        Assert.That(await proxy.Names(), Is.EqualTo(["nick"]));
    }

    [Test]
    public async Task Sending_another_setting_alone_erases_all_aliases()
    {
        using var proxy = new Proxy();
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");
        await Update(proxy, """{"num_retries":5}""");

        Assert.That(await proxy.Names(), Is.Empty);
        Assert.That(proxy.World.StoredRouterSettings!.ToJsonString(), Is.EqualTo("""{"num_retries":5,"model_group_alias":{}}"""));
    }

    [Test]
    public async Task Sending_only_aliases_drops_the_rest_from_the_database_and_the_process_forgets_it_at_its_restart()
    {
        using var proxy = new Proxy();
        await Update(proxy, """{"num_retries":5}""");
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");

        Assert.That(proxy.World.StoredRouterSettings!.ToJsonString(), Is.EqualTo("""{"model_group_alias":{"nick":"m"}}"""));
        Assert.That(await Current(proxy, "num_retries"), Is.EqualTo("5"));
        proxy.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await Current(proxy, "num_retries"), Is.EqualTo("5"));

        proxy.World.Restart();
        Assert.That(await Current(proxy, "num_retries"), Is.EqualTo("2"));
        Assert.That(await proxy.Names(), Is.EqualTo(["nick"]));
    }

    [Test]
    public async Task An_explicit_null_drops_the_stored_aliases_while_the_process_keeps_them_until_its_restart()
    {
        using var proxy = new Proxy();
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");
        await Update(proxy, """{"model_group_alias":null}""");

        Assert.That(proxy.World.StoredRouterSettings!.ToJsonString(), Is.EqualTo("{}"));
        Assert.That(await proxy.Names(), Is.EqualTo(["nick"]));
        proxy.World.Restart();
        Assert.That(await proxy.Names(), Is.Empty);
    }

    [Test]
    public async Task Aliases_of_the_file_stay_under_any_write()
    {
        var file = JsonNode.Parse("""{"model_group_alias":{"file":"m"},"num_retries":7}""")!.AsObject();
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigRouterSettings = file });
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");
        Assert.That(await proxy.Names(), Is.EquivalentTo(["file", "nick"]));

        await Update(proxy, """{"model_group_alias":{}}""");
        Assert.That(await proxy.Names(), Is.EqualTo(["file"]));
        Assert.That(await Current(proxy, "num_retries"), Is.EqualTo("7"));
    }

    [Test]
    public async Task Keys_that_are_not_accepted_are_dropped_without_an_error()
    {
        using var proxy = new Proxy();
        var answer = await Update(proxy, """{"bogus":1,"enable_tag_filtering":true,"num_retries":1}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(proxy.World.StoredRouterSettings!.ToJsonString(), Is.EqualTo("""{"num_retries":1,"model_group_alias":{}}"""));
    }

    [TestCase("""{"router_settings":[]}""")]
    [TestCase("""{"router_settings":{"model_group_alias":"x"}}""")]
    [TestCase("""{"router_settings":{"model_group_alias":{"nick":7}}}""")]
    public async Task What_is_no_object_of_aliases_is_422(string body)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post("/config/update", body)).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_call_without_router_settings_leaves_them_alone()
    {
        using var proxy = new Proxy();
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");
        var answer = await proxy.Post("/config/update", """{"litellm_settings":{"drop_params":true},"bogus_section":{}}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(await proxy.Names(), Is.EqualTo(["nick"]));
    }

    [Test]
    public async Task In_litellm_settings_what_is_stored_wins()
    {
        using var proxy = new Proxy();
        await proxy.Post("/config/update", """{"litellm_settings":{"a":1}}""");
        await proxy.Post("/config/update", """{"litellm_settings":{"a":2,"b":3}}""");

        Assert.That(proxy.World.Dump()["litellm_settings"]!.ToJsonString(), Is.EqualTo("""{"a":1,"b":3}"""));
    }

    [Test]
    public async Task Get_config_callbacks_shows_the_effective_router_settings()
    {
        using var proxy = new Proxy();
        await Update(proxy, """{"model_group_alias":{"nick":{"model":"m","hidden":true}}}""");
        var settings = (await proxy.Get("/get/config/callbacks")).Json["router_settings"]!;

        Assert.That(settings["model_group_alias"]!.ToJsonString(), Is.EqualTo("""{"nick":{"model":"m","hidden":true}}"""));
        Assert.That(settings["num_retries"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public async Task Without_store_model_in_db_it_is_500()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { StoreModelInDb = false });

        Assert.That((await Update(proxy, "{}")).Status, Is.EqualTo(500));
    }

    [Test]
    public async Task Another_replica_sees_aliases_after_its_reload()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");

        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Not.Contain("nick"));
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", "/v1/models")).Text, Does.Contain("nick"));
    }

    [Test]
    public async Task Router_settings_show_what_is_stored_through_every_process_at_once_and_the_effective_ones_after_its_reload()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await Update(proxy, """{"model_group_alias":{"nick":"m"}}""");

        Assert.That((await Proxy.Send(other, "GET", "/router/settings")).Json["current_values"]!["model_group_alias"]!.ToJsonString(), Is.EqualTo("""{"nick":"m"}"""));
        Assert.That((await Proxy.Send(other, "GET", "/get/config/callbacks")).Text, Does.Not.Contain("nick"));
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", "/get/config/callbacks")).Text, Does.Contain("nick"));
    }

    private static Task<Answer> Update(Proxy proxy, string settings) => proxy.Post("/config/update", $"{{\"router_settings\":{settings}}}");

    private static async Task<string> Current(Proxy proxy, string name)
        => (await proxy.Get("/router/settings")).Json["current_values"]![name]!.ToJsonString();
}
