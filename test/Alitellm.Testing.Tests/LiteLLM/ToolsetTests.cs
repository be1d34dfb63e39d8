using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §17, toolsets.</summary>
internal sealed class ToolsetTests
{
    private const string Path = "/v1/mcp/toolset";
    private const string Body = """{"toolset_name":"t","description":"d","tools":[{"server_id":"s","tool_name":"x"}]}""";

    [TestCase("GET", null)]
    [TestCase("POST", Body)]
    [TestCase("PUT", """{"toolset_id":"x"}""")]
    public async Task Older_versions_do_not_know_the_route(string method, string? body)
    {
        using var proxy = new Proxy();
        var answer = await proxy.Send(method, Path, body);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((404, """{"detail":"Not Found"}""")));
    }

    [Test]
    public async Task A_create_is_201_mints_the_id_and_checks_nothing_it_refers_to()
    {
        using var proxy = Newer();
        var answer = await proxy.Post(Path, """{"toolset_id":"mine","toolset_name":"t","tools":[{"server_id":"nothing","tool_name":"x"}]}""");

        Assert.That(answer.Status, Is.EqualTo(201));
        Assert.That(answer.Json["toolset_id"]!.GetValue<string>(), Is.Not.EqualTo("mine"));
        Assert.That((await proxy.Get(Path)).Json[0]!["tools"]!.ToJsonString(), Is.EqualTo("""[{"server_id":"nothing","tool_name":"x"}]"""));
    }

    [Test]
    public async Task A_taken_name_is_409_on_create_and_on_rename()
    {
        using var proxy = Newer();
        await proxy.Post(Path, Body);
        var other = (await proxy.Post(Path, """{"toolset_name":"u"}""")).Json["toolset_id"]!.GetValue<string>();

        Assert.That((await proxy.Post(Path, Body)).Status, Is.EqualTo(409));
        Assert.That((await proxy.Send("PUT", Path, $$"""{"toolset_id":"{{other}}","toolset_name":"t"}""")).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_PUT_changes_the_fields_that_are_sent_and_keeps_the_others()
    {
        using var proxy = Newer();
        var id = (await proxy.Post(Path, Body)).Json["toolset_id"]!.GetValue<string>();
        await proxy.Send("PUT", Path, $$"""{"toolset_id":"{{id}}","description":""}""");
        var row = proxy.World.FindToolset("t")!;
        Assert.That((row["description"]!.GetValue<string>(), row["tools"]!.AsArray().Count), Is.EqualTo(("", 1)));

        await proxy.Send("PUT", Path, $$"""{"toolset_id":"{{id}}","tools":[]}""");
        Assert.That(proxy.World.FindToolset("t")!["tools"]!.AsArray(), Is.Empty);
    }

    [TestCase("""{"toolset_name":"t"}""", 422)]
    [TestCase("""{"toolset_id":"nope"}""", 404)]
    public async Task What_a_PUT_refuses(string body, int status)
    {
        using var proxy = Newer();

        Assert.That((await proxy.Send("PUT", Path, body)).Status, Is.EqualTo(status));
    }

    [TestCase("{}")]
    [TestCase("""{"toolset_name":"t","tools":{}}""")]
    [TestCase("""{"toolset_name":"t","tools":[{"server_id":"s"}]}""")]
    public async Task What_a_create_refuses(string body)
    {
        using var proxy = Newer();

        Assert.That((await proxy.Post(Path, body)).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task The_id_belongs_into_the_body_of_a_PUT()
    {
        using var proxy = Newer();

        Assert.That((await proxy.Send("PUT", Path + "/x", "{}")).Status, Is.EqualTo(405));
    }

    [Test]
    public async Task A_delete_is_202_and_500_when_the_row_is_gone()
    {
        using var proxy = Newer();
        var id = (await proxy.Post(Path, Body)).Json["toolset_id"]!.GetValue<string>();

        Assert.That((await proxy.Get($"{Path}/{id}")).Status, Is.EqualTo(200));
        Assert.That((await proxy.Send("DELETE", $"{Path}/{id}")).Status, Is.EqualTo(202));
        Assert.That((await proxy.Get($"{Path}/{id}")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("DELETE", $"{Path}/{id}")).Status, Is.EqualTo(500));
    }

    [Test]
    public async Task Hands_create_edit_and_delete_and_a_wipe_takes_all()
    {
        using var proxy = Newer();
        var id = proxy.World.CreateToolsetByHand(JsonNode.Parse(Body)!.AsObject());
        proxy.World.EditToolsetByHand(id, new JsonObject { ["description"] = "e" });

        Assert.That((await proxy.Get(Path)).Json[0]!["description"]!.GetValue<string>(), Is.EqualTo("e"));
        Assert.That(proxy.World.Dump()["toolsets"]!.AsArray(), Has.Count.EqualTo(1));
        proxy.World.DeleteToolsetByHand(id);
        Assert.That((await proxy.Get(Path)).Text, Is.EqualTo("[]"));
    }

    private static Proxy Newer()
    {
        return new Proxy(new LiteLLMWorldOptions { Version = "1.93.0" });
    }
}
