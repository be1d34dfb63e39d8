using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §12 and §17.</summary>
[TestFixture("/v1/access_group")]
[TestFixture("/v1/unified_access_group")]
internal sealed class UnifiedAccessGroupTests(string path)
{
    [Test]
    public async Task A_group_is_created_under_a_minted_id()
    {
        using var proxy = Newer();
        var answer = await proxy.Post(path, """{"access_group_id":"mine","access_group_name":"g","access_model_names":["m"]}""");

        Assert.That(answer.Status, Is.EqualTo(201));
        Assert.That((string?)answer.Json["access_group_id"], Is.Not.EqualTo("mine"));
        Assert.That(answer.Json["access_agent_ids"]!.AsArray(), Is.Empty);
        Assert.That((string?)(await proxy.Get($"{path}/{answer.Json["access_group_id"]}")).Json["access_group_name"], Is.EqualTo("g"));
    }

    [TestCase("""{"access_group_name":"g"}""", 409)]
    [TestCase("{}", 422)]
    [TestCase("""{"access_group_name":"h","access_model_names":"m"}""", 422)]
    [TestCase("""{"access_group_name":"h","assigned_team_ids":["nope"]}""", 400)]
    public async Task What_is_refused(string body, int status)
    {
        using var proxy = Newer();
        await Create(proxy, "g");

        Assert.That((await proxy.Post(path, body)).Status, Is.EqualTo(status));
        Assert.That(proxy.World.AccessGroups, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task L33_The_list_is_a_bare_array_newest_first()
    {
        using var proxy = Newer();
        await Create(proxy, "a");
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        await Create(proxy, "b");

        Assert.That((await proxy.Get(path)).Json.AsArray().Select(group => (string?)group!["access_group_name"]), Is.EqualTo(["b", "a"]));
    }

    [Test]
    public async Task An_update_merges_null_clears_and_an_empty_list_clears()
    {
        using var proxy = Newer();
        var id = await Create(proxy, "g", "\"description\":\"d\",\"access_model_names\":[\"m\"],\"access_agent_ids\":[\"a\"],\"access_mcp_server_ids\":[\"s\"]");
        await proxy.Send("PUT", $"{path}/{id}", """{"description":null,"access_model_names":[],"access_agent_ids":null}""");

        var group = proxy.World.FindAccessGroup("g")!;
        Assert.That((group.Description, group.List("access_model_names").Count, group.List("access_agent_ids").Count), Is.EqualTo(((string?)null, 0, 0)));
        Assert.That(group.List("access_mcp_server_ids"), Is.EqualTo(["s"]));
    }

    [Test]
    public async Task A_taken_name_is_409_an_unknown_id_404_and_PATCH_405()
    {
        using var proxy = Newer();
        var id = await Create(proxy, "g");
        await Create(proxy, "h");

        Assert.That((await proxy.Send("PUT", $"{path}/{id}", """{"access_group_name":"h"}""")).Status, Is.EqualTo(409));
        Assert.That((await proxy.Send("PUT", $"{path}/nope", "{}")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Get($"{path}/nope")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("DELETE", $"{path}/nope")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Patch($"{path}/{id}", "{}")).Status, Is.EqualTo(405));
        Assert.That((await proxy.Send("DELETE", $"{path}/{id}")).Status, Is.EqualTo(204));
        Assert.That(proxy.World.FindAccessGroup("g"), Is.Null);
    }

    [TestCase("1.81.13")]
    [TestCase("1.82.3")]
    public async Task Older_versions_do_not_have_the_route(string version)
    {
        using var proxy = new Proxy(new() { Version = version });
        var answer = await proxy.Get(path);

        Assert.That((answer.Status, answer.Text), Is.EqualTo((404, """{"detail":"Not Found"}""")));
    }

    [Test]
    public async Task Assignments_are_mirrored_both_ways()
    {
        using var proxy = Newer();
        await proxy.Post("/team/new", """{"team_id":"t"}""");
        var id = await Create(proxy, "g", "\"assigned_team_ids\":[\"t\"]");
        Assert.That(proxy.World.FindTeam("t")!.List("access_group_ids"), Is.EqualTo([id]));

        await proxy.Post("/team/update", """{"team_id":"t","access_group_ids":[]}""");
        Assert.That(proxy.World.FindAccessGroup("g")!.List("assigned_team_ids"), Is.Empty);

        await proxy.Post("/team/update", $$"""{"team_id":"t","access_group_ids":["{{id}}"]}""");
        Assert.That(proxy.World.FindAccessGroup("g")!.List("assigned_team_ids"), Is.EqualTo(["t"]));

        await proxy.Send("DELETE", $"{path}/{id}");
        Assert.That(proxy.World.FindTeam("t")!.List("access_group_ids"), Is.Empty);
    }

    [Test]
    public async Task A_write_that_does_not_name_assignments_leaves_them_alone()
    {
        using var proxy = Newer();
        await proxy.Post("/team/new", """{"team_id":"t"}""");
        var id = await Create(proxy, "g", "\"assigned_team_ids\":[\"t\"]");
        await proxy.Send("PUT", $"{path}/{id}", """{"access_model_names":["m"]}""");

        Assert.That(proxy.World.FindAccessGroup("g")!.List("assigned_team_ids"), Is.EqualTo(["t"]));
        Assert.That(proxy.World.FindTeam("t")!.List("access_group_ids"), Is.EqualTo([id]));
    }

    private static Proxy Newer() => new(new() { Version = "1.93.0" });

    private async Task<string> Create(Proxy proxy, string name, string fields = "")
    {
        var body = JsonNode.Parse($$"""{"access_group_name":"{{name}}"{{(fields.Length > 0 ? "," + fields : "")}} }""")!;
        return (string)(await proxy.Post(path, body.ToJsonString())).Json["access_group_id"]!;
    }
}
