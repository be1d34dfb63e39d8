using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §8.1.</summary>
internal sealed class TeamCreateTests
{
    [Test]
    public async Task An_empty_body_creates_a_team_under_a_minted_id()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/team/new", "{}");

        Assert.That(answer.Status, Is.EqualTo(200));
        var team = proxy.World.Teams.Single();
        Assert.That(Guid.TryParse(team.Id, out _), Is.True);
        Assert.That(team.IdIsMinted, Is.True);
        Assert.That(answer.Json["models"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_chosen_id_is_honoured_and_a_taken_one_refused()
    {
        using var proxy = new Proxy();
        Assert.That((await proxy.Post("/team/new", """{"team_id":"a","team_alias":"Alpha"}""")).Json["team_id"]!.GetValue<string>(), Is.EqualTo("a"));

        var second = await proxy.Post("/team/new", """{"team_id":"a","team_alias":"Other"}""");
        Assert.That((second.Status, second.ErrorMessage), Is.EqualTo((400, "{'error': 'Team id = a already exists. Please use a different team id.'}")));
        Assert.That(proxy.World.Teams.Single().Alias, Is.EqualTo("Alpha"));
    }

    [Test]
    public async Task An_alias_is_not_unique()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_alias":"Alpha"}""");
        await proxy.Post("/team/new", """{"team_alias":"Alpha"}""");

        Assert.That(proxy.World.Teams.Select(team => team.Alias), Is.EqualTo(["Alpha", "Alpha"]));
    }

    [Test]
    public async Task The_caller_joins_as_admin_and_members_known_by_address_get_an_id()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/team/new", """{"members_with_roles":[{"role":"user","user_email":"x@y.z"}]}""");

        var members = answer.Json["members_with_roles"]!.AsArray();
        Assert.That(members.Select(member => (string?)member!["role"]), Is.EqualTo(["user", "admin"]));
        Assert.That((string?)members[0]!["user_id"], Is.Not.Empty);
        Assert.That((string?)members[1]!["user_id"], Is.EqualTo("default_user_id"));
    }

    [Test]
    public async Task The_answer_shows_model_aliases_and_no_grants()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/team/new", """{"team_id":"a","model_aliases":{"gpt":"page-0"},"object_permission":{"agents":["x"]}}""");

        Assert.That(answer.Json["litellm_model_table"]!.ToJsonString(), Is.EqualTo("""{"model_aliases":{"gpt":"page-0"}}"""));
        Assert.That(answer.Json["object_permission"], Is.Null);
        Assert.That((string?)answer.Json["object_permission_id"], Is.Not.Empty);
        Assert.That(proxy.World.FindTeam("a")!.Grants("agents"), Is.EqualTo(["x"]));
    }

    [Test]
    public async Task Model_limits_and_member_budgets_end_up_in_metadata()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a","metadata":{"owner":"op"},"model_rpm_limit":{"m":1},"rpm_limit":5,"rpm_limit_type":"best_effort_throughput","team_member_budget":3}""");

        var metadata = proxy.World.FindTeam("a")!.Metadata;
        Assert.That(metadata.Select(entry => entry.Key), Is.EquivalentTo(["owner", "model_rpm_limit", "rpm_limit_type", "team_member_budget_id"]));
    }

    [Test]
    public async Task Unknown_fields_models_groups_and_durations_are_accepted()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/team/new", """{"team_id":"a","nonsense":1,"max_parallel_requests":3,"models":["nope"],"access_group_ids":["nope"],"budget_duration":"bogus"}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Json["nonsense"], Is.Null);
        Assert.That(answer.Json["max_parallel_requests"], Is.Null);
        Assert.That(proxy.World.FindTeam("a")!.List("models"), Is.EqualTo(["nope"]));
        Assert.That(proxy.World.FindTeam("a")!.List("access_group_ids"), Is.EqualTo(["nope"]));
    }

    [TestCase("""{"models":null}""", 422)]
    [TestCase("""{"models":"m"}""", 422)]
    [TestCase("""{"max_budget":"ten"}""", 422)]
    [TestCase("""{"metadata":[]}""", 422)]
    [TestCase("""{"max_budget":-1}""", 400)]
    [TestCase("""{"max_budget":1,"soft_budget":1}""", 400)]
    [TestCase("""{"organization_id":"nope"}""", 500)]
    [TestCase("""{"guardrails":["g"]}""", 403)]
    [TestCase("""{"tags":["t"]}""", 403)]
    public async Task What_is_refused(string body, int status)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post("/team/new", body)).Status, Is.EqualTo(status));
        Assert.That(proxy.World.Teams, Is.Empty);
    }

    [Test]
    public async Task A_licence_opens_licensed_fields_and_metadata_takes_them_anyway()
    {
        using var licensed = new Proxy(new LiteLLMWorldOptions { Licensed = true });
        Assert.That((await licensed.Post("/team/new", """{"team_id":"a","tags":["t"]}""")).Status, Is.EqualTo(200));
        Assert.That(licensed.World.FindTeam("a")!.Metadata["tags"]!.ToJsonString(), Is.EqualTo("""["t"]"""));

        using var plain = new Proxy();
        Assert.That((await plain.Post("/team/new", """{"metadata":{"tags":["t"]}}""")).Status, Is.EqualTo(200));
    }

    [TestCase("1.81.13", false)]
    [TestCase("1.93.0", true)]
    public async Task Toolsets_are_granted_where_LiteLLM_has_them_and_dropped_where_not(string version, bool known)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = version });
        await proxy.Post("/team/new", """{"team_id":"a","object_permission":{"mcp_toolsets":["t"]}}""");

        Assert.That(proxy.World.FindTeam("a")!.ObjectPermission!.ContainsKey("mcp_toolsets"), Is.EqualTo(known));
    }

    [Test]
    public async Task A_null_in_the_grants_counts_as_absent()
    {
        using var proxy = new Proxy();
        await proxy.Post("/team/new", """{"team_id":"a","object_permission":{"agents":null}}""");

        Assert.That(proxy.World.FindTeam("a")!.ObjectPermission!["agents"], Is.InstanceOf<JsonArray>());
    }
}
