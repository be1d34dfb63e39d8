using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §11, and §17 for newer versions.</summary>
internal sealed class AgentTests
{
    private const string Path = "/v1/agents";
    private const string Body = """{"agent_name":"hello","agent_card_params":{"name":"Hello","url":"http://x","bogus":1},"litellm_params":{"api_key":"sk-agent","note":{"k":1}},"bogus":1}""";

    [Test]
    public async Task A_create_is_200_mints_the_id_and_drops_what_it_does_not_know()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post(Path, Body);

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Json["agent_card_params"]!.ToJsonString(), Is.EqualTo("""{"name":"Hello","url":"http://x"}"""));
        Assert.That(answer.Json["litellm_params"]!.ToJsonString(), Is.EqualTo("""{"api_key":"sk-agent","note":{"k":1}}"""));
        Assert.That(answer.Json.AsObject().ContainsKey("bogus"), Is.False);
    }

    [Test]
    public async Task The_list_is_from_memory_and_adds_is_public()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await proxy.Post(Path, Body);

        Assert.That((await proxy.Get(Path)).Json[0]!["litellm_params"]!["is_public"]!.GetValue<bool>(), Is.False);
        Assert.That((await Proxy.Send(other, "GET", Path)).Text, Is.EqualTo("[]"));
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", Path + "?health_check=false")).Text, Does.Contain("hello"));
    }

    [Test]
    public async Task A_taken_name_is_400_on_create_and_500_on_replace()
    {
        using var proxy = new Proxy();
        await proxy.Post(Path, Body);
        var other = (await proxy.Post(Path, """{"agent_name":"other","agent_card_params":{}}""")).Json["agent_id"]!.GetValue<string>();
        var answer = await proxy.Post(Path, Body);

        Assert.That((answer.Status, answer.Json["detail"]!.GetValue<string>()), Is.EqualTo((400, "Agent with name hello already exists")));
        Assert.That((await proxy.Send("PUT", $"{Path}/{other}", Body)).Status, Is.EqualTo(500));
    }

    [TestCase("""{"agent_name":"a"}""")]
    [TestCase("""{"agent_card_params":{}}""")]
    [TestCase("""{"agent_name":"a","agent_card_params":{"name":5}}""")]
    [TestCase("""{"agent_name":"a","agent_card_params":"text"}""")]
    public async Task What_is_422(string body)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post(Path, body)).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_PUT_replaces()
    {
        using var proxy = new Proxy();
        var id = (await proxy.Post(Path, Body)).Json["agent_id"]!.GetValue<string>();
        var answer = await proxy.Send("PUT", $"{Path}/{id}", """{"agent_name":"hello","agent_card_params":{"description":"d"}}""");

        Assert.That((answer.Status, answer.Json["agent_id"]!.GetValue<string>()), Is.EqualTo((200, id)));
        Assert.That(answer.Json["agent_card_params"]!.ToJsonString(), Is.EqualTo("""{"description":"d"}"""));
        Assert.That(proxy.World.FindAgent("hello")!["litellm_params"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_PATCH_replaces_each_part_that_is_sent_and_ignores_an_empty_one()
    {
        using var proxy = new Proxy();
        var id = (await proxy.Post(Path, Body)).Json["agent_id"]!.GetValue<string>();
        var answer = await proxy.Patch($"{Path}/{id}", """{"agent_card_params":{"description":"x"},"litellm_params":{}}""");

        Assert.That(answer.Json["agent_card_params"]!.ToJsonString(), Is.EqualTo("""{"description":"x"}"""));
        Assert.That(answer.Json["litellm_params"]!["api_key"]!.GetValue<string>(), Is.EqualTo("sk-agent"));
    }

    [Test]
    public async Task An_unknown_id_is_404_everywhere_and_a_name_is_no_id()
    {
        using var proxy = new Proxy();
        await proxy.Post(Path, Body);

        Assert.That((await proxy.Get($"{Path}/hello")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("PUT", $"{Path}/hello", Body)).Status, Is.EqualTo(404));
        Assert.That((await proxy.Patch($"{Path}/hello", Body)).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("DELETE", $"{Path}/hello")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_delete_says_so()
    {
        using var proxy = new Proxy();
        var id = (await proxy.Post(Path, Body)).Json["agent_id"]!.GetValue<string>();

        Assert.That((await proxy.Send("DELETE", $"{Path}/{id}")).Json["message"]!.GetValue<string>(), Is.EqualTo($"Agent {id} deleted successfully"));
        Assert.That((await proxy.Get($"{Path}/{id}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Newer_versions_hide_secrets_in_every_answer_and_keep_those_that_a_write_leaves_out()
    {
        using var proxy = Newer();
        var created = await proxy.Post(Path, Body);
        var id = created.Json["agent_id"]!.GetValue<string>();
        Assert.That(created.Text, Does.Not.Contain("sk-agent"));
        Assert.That((await proxy.Get(Path)).Text, Does.Not.Contain("sk-agent"));

        await proxy.Send("PUT", $"{Path}/{id}", """{"agent_name":"hello","agent_card_params":{},"litellm_params":{"other":1}}""");
        Assert.That(proxy.World.FindAgent("hello")!["litellm_params"]!.ToJsonString(), Is.EqualTo("""{"other":1,"api_key":"sk-agent"}"""));

        await proxy.Send("PUT", $"{Path}/{id}", """{"agent_name":"hello","agent_card_params":{},"litellm_params":{"api_key":""}}""");
        Assert.That(proxy.World.FindAgent("hello")!["litellm_params"]!.ToJsonString(), Is.EqualTo("""{"api_key":""}"""));
    }

    [Test]
    public async Task Newer_versions_add_generated_parts_to_the_card_and_know_more_fields()
    {
        using var proxy = Newer();
        var answer = await proxy.Post(Path, """{"agent_name":"a","agent_card_params":{"capabilities":{}},"tpm_limit":5,"static_headers":{"h":"v"}}""");

        Assert.That(answer.Json["agent_card_params"]!["supportedInterfaces"]![0]!["url"]!.GetValue<string>(), Does.EndWith($"/a2a/{answer.Json["agent_id"]}"));
        Assert.That((answer.Json["tpm_limit"]!.GetValue<int>(), answer.Json["static_headers"]!["h"]!.GetValue<string>()), Is.EqualTo((5, "v")));
    }

    [Test]
    public async Task Hands_create_edit_and_delete_and_agents_of_the_file_are_listed()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigAgents = [JsonNode.Parse("""{"agent_name":"file","agent_card_params":{}}""")!.AsObject()] });
        var id = proxy.World.CreateAgentByHand(JsonNode.Parse(Body)!.AsObject());
        proxy.World.EditAgentByHand(id, JsonNode.Parse("""{"agent_card_params":{"name":"Edited"}}""")!.AsObject());

        Assert.That((await proxy.Get(Path)).Json.AsArray().Select(row => row!["agent_name"]!.GetValue<string>()), Is.EqualTo(["hello", "file"]));
        Assert.That(proxy.World.FindAgent("hello")!["agent_card_params"]!.ToJsonString(), Is.EqualTo("""{"name":"Edited","url":"http://x"}"""));
        Assert.That(proxy.World.Dump()["agents"]!.AsArray(), Has.Count.EqualTo(1));
        proxy.World.DeleteAgentByHand(id);
        Assert.That(proxy.World.Agents, Is.Empty);
    }

    private static Proxy Newer()
    {
        return new Proxy(new LiteLLMWorldOptions { Version = "1.93.0" });
    }
}
