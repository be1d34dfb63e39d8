using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §8.3.</summary>
internal sealed class TeamUpdateTests
{
    private const string Full = """
        {"team_id":"a","team_alias":"Alpha","models":["m"],"max_budget":10.5,"budget_duration":"30d","rpm_limit":5,"tpm_limit":50,
         "metadata":{"owner":"op"},"model_aliases":{"gpt":"m"},"access_group_ids":["g"],
         "object_permission":{"agents":["x"],"mcp_servers":["s"]}}
        """;

    [Test]
    public async Task Only_sent_fields_are_touched()
    {
        using var proxy = await With();
        var answer = await proxy.Post("/team/update", """{"team_id":"a","rpm_limit":6}""");

        Assert.That((string?)answer.Json["team_id"], Is.EqualTo("a"));
        Assert.That((int?)answer.Json["data"]!["rpm_limit"], Is.EqualTo(6));
        var team = Team(proxy);
        Assert.That((team.Alias, team.List("models"), (string?)team.Columns["budget_duration"]), Is.EqualTo(("Alpha", (IReadOnlyList<string>)["m"], "30d")));
    }

    [Test]
    public async Task T4_Grants_merge_key_by_key_and_an_empty_list_clears()
    {
        using var proxy = await With();
        await proxy.Post("/team/update", """{"team_id":"a","object_permission":{"mcp_servers":[]}}""");

        Assert.That(Team(proxy).Grants("agents"), Is.EqualTo(["x"]));
        Assert.That(Team(proxy).Grants("mcp_servers"), Is.Empty);
    }

    [Test]
    public async Task T6_A_null_list_in_the_grants_changes_nothing()
    {
        using var proxy = await With();
        await proxy.Post("/team/update", """{"team_id":"a","object_permission":{"mcp_servers":null}}""");

        Assert.That(Team(proxy).Grants("mcp_servers"), Is.EqualTo(["s"]));
    }

    [Test]
    public async Task Metadata_is_replaced_as_a_whole()
    {
        using var proxy = await With();
        await proxy.Post("/team/update", """{"team_id":"a","metadata":{"other":1}}""");

        Assert.That(Team(proxy).Metadata.ToJsonString(), Is.EqualTo("""{"other":1}"""));
    }

    [TestCase("\"model_rpm_limit\":{\"m\":1}")]
    [TestCase("\"model_tpm_limit\":{\"m\":1}")]
    [TestCase("\"rpm_limit_type\":\"best_effort_throughput\"")]
    public async Task A_limit_that_lives_in_metadata_wipes_the_rest_unless_metadata_comes_along(string field)
    {
        using var proxy = await With();
        await proxy.Post("/team/update", $$"""{"team_id":"a",{{field}} }""");
        Assert.That(Team(proxy).Metadata.ContainsKey("owner"), Is.False);

        await proxy.Post("/team/update", $$"""{"team_id":"a","metadata":{"owner":"op"},{{field}} }""");
        Assert.That(Team(proxy).Metadata, Has.Count.EqualTo(2));
    }

    [TestCase("max_budget")]
    [TestCase("budget_duration")]
    [TestCase("rpm_limit")]
    [TestCase("tpm_limit")]
    [TestCase("team_alias")]
    public async Task T5_Null_clears_what_may_be_null(string field)
    {
        using var proxy = await With();
        Assert.That((await proxy.Post("/team/update", $$"""{"team_id":"a","{{field}}":null}""")).Status, Is.EqualTo(200));

        Assert.That(Team(proxy).Columns[field], Is.Null);
    }

    [TestCase("metadata")]
    [TestCase("models")]
    [TestCase("access_group_ids")]
    [TestCase("router_settings")]
    [TestCase("blocked")]
    public async Task Null_for_another_column_is_500_and_changes_nothing(string field)
    {
        using var proxy = await With();
        Assert.That((await proxy.Post("/team/update", $$"""{"team_id":"a","rpm_limit":9,"{{field}}":null}""")).Status, Is.EqualTo(500));

        Assert.That((int?)Team(proxy).Columns["rpm_limit"], Is.EqualTo(5));
    }

    [Test]
    public async Task Model_aliases_are_replaced_cleared_by_an_empty_map_and_left_by_null()
    {
        using var proxy = await With();
        await proxy.Post("/team/update", """{"team_id":"a","model_aliases":null}""");
        Assert.That(Team(proxy).ModelAliases!.ToJsonString(), Is.EqualTo("""{"gpt":"m"}"""));
        await proxy.Post("/team/update", """{"team_id":"a","model_aliases":{"x":"y"}}""");
        Assert.That(Team(proxy).ModelAliases!.ToJsonString(), Is.EqualTo("""{"x":"y"}"""));
        await proxy.Post("/team/update", """{"team_id":"a","model_aliases":{}}""");
        Assert.That(Team(proxy).ModelAliases, Is.Empty);
    }

    [Test]
    public async Task Members_and_their_permissions_are_ignored()
    {
        using var proxy = await With();
        await proxy.Post("/team/update", """{"team_id":"a","members_with_roles":[],"team_member_permissions":["/bogus"]}""");

        Assert.That(Team(proxy).Columns["members_with_roles"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(Team(proxy).List("team_member_permissions"), Is.EqualTo(["/key/generate"]));
    }

    [Test]
    public async Task An_id_alone_does_nothing_a_missing_one_is_422_and_an_unknown_one_404()
    {
        using var proxy = await With();
        var before = Team(proxy).UpdatedAt;
        proxy.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await proxy.Post("/team/update", """{"team_id":"a"}""")).Status, Is.EqualTo(200));
        Assert.That(Team(proxy).UpdatedAt, Is.EqualTo(before));
        Assert.That((await proxy.Post("/team/update", "{}")).Status, Is.EqualTo(422));
        Assert.That((await proxy.Post("/team/update", """{"team_id":"nope","models":[]}""")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Every_write_moves_updated_at()
    {
        using var proxy = await With();
        var before = Team(proxy).UpdatedAt;
        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        await proxy.Post("/team/update", """{"team_id":"a","rpm_limit":5}""");

        Assert.That(Team(proxy).UpdatedAt, Is.GreaterThan(before));
    }

    [Test]
    public async Task A_licensed_field_is_403()
    {
        using var proxy = await With();

        Assert.That((await proxy.Post("/team/update", """{"team_id":"a","guardrails":["g"]}""")).Status, Is.EqualTo(403));
    }

    private static async Task<Proxy> With()
    {
        var proxy = new Proxy();
        await proxy.Post("/team/new", Full);
        return proxy;
    }

    private static TeamRow Team(Proxy proxy) => proxy.World.FindTeam("a")!;
}
