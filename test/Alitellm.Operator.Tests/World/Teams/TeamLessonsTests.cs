using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

/// <summary>What operating LiteLLM teams has taught, one test per lesson.</summary>
public sealed class TeamLessonsTests
{
    private static readonly string[] s_always = ["team_id", "team_alias", "max_budget", "budget_duration", "rpm_limit", "tpm_limit", "models", "object_permission", "access_group_ids"];

    [Test]
    public void T1_T2_A_team_with_nothing_granted_is_denied_everything_by_sentinels_LiteLLM_hides()
    {
        using var world = Running();

        Assert.That(world.Stored().List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That(world.Stored().Grants("agents"), Is.EqualTo([NoAgents]));
    }

    [Test]
    public void T3_T6_Other_grants_are_denied_by_empty_lists_never_by_null()
    {
        using var world = Running();
        world.Apply(Team("ops", """{"rateLimits":{"rpm":1}}"""));
        world.Minutes(1);

        foreach (var body in world.TeamBodies())
        {
            foreach (var list in new[] { "mcp_servers", "mcp_access_groups", "agent_access_groups", "mcp_toolsets" })
            {
                Assert.That(body["object_permission"]![list]!.ToJsonString(), Is.EqualTo("[]"));
            }

            Assert.That(body["access_group_ids"]!.ToJsonString(), Is.EqualTo("[]"));
        }
    }

    [TestCase("mcpGroups", "mcp_access_groups", "[]")]
    [TestCase("agentGroups", "agent_access_groups", "[]")]
    [TestCase("models", "models", """["no-default-models"]""")]
    [TestCase("modelGroups", "models", """["no-default-models"]""")]
    public void T4_an_omitted_grant_is_revoked(string grant, string field, string revoked)
    {
        using var world = Running($$"""{"permission":{"{{grant}}":["x"]} }""");
        Assert.That(Granted(world, field), Is.EqualTo("""["x"]"""));

        world.Apply(Team("ops"));
        world.Minutes(3);
        Assert.That(Granted(world, field), Is.EqualTo(revoked));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void T4_Every_managed_field_is_in_every_write()
    {
        using var world = Running();
        world.Apply(Team("ops", """{"permission":{"models":["m"]}}"""));
        world.Minutes(1);
        world.LiteLLM.EditTeamByHand("ops", Json("""{"rpm_limit":9}"""));
        world.Minutes(3);

        Assert.That(world.TeamBodies(), Has.Count.EqualTo(3));
        Assert.That(world.TeamBodies().Select(body => s_always.Except(body.Select(field => field.Key))), Is.All.Empty);
    }

    [TestCase("""{"budget":{"limit":5,"period":"30d"}}""", "budget_duration")]
    [TestCase("""{"budget":{"limit":5,"period":"30d"}}""", "max_budget")]
    [TestCase("""{"rateLimits":{"rpm":5,"tpm":5}}""", "rpm_limit")]
    [TestCase("""{"rateLimits":{"rpm":5,"tpm":5}}""", "tpm_limit")]
    public void T5_a_removed_limit_is_sent_as_null(string spec, string column)
    {
        using var world = Running(spec);
        Assert.That(world.Stored().Columns[column], Is.Not.Null);

        world.Apply(Team("ops", """{"budget":{},"rateLimits":{}}"""));
        world.Minutes(3);
        Assert.That(world.Stored().Columns[column], Is.Null);
        Assert.That(world.TeamBodies()[^1].TryGetPropertyValue(column, out var sent) && sent is null, Is.True);
    }

    [Test]
    public void T8_T17_Names_are_resolved_to_ids_and_model_tags_are_no_access_groups()
    {
        using var world = WorldOf();
        var agent = world.LiteLLM.CreateAgentByHand(Json("""{"agent_name":"helper","agent_card_params":{"name":"helper","url":"http://a"}}"""));
        var group = world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"research"}"""));
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"info":{"access_groups":["only-a-tag"]}}"""));
        world.Apply(Team("ops", """{"accessGroups":["research"],"permission":{"agents":["helper"]}}"""));
        world.Apply(Team("tag", """{"accessGroups":["only-a-tag"]}"""));
        world.Started();

        Assert.That((world.Stored().Grants("agents").Single(), world.Stored().List("access_group_ids").Single()), Is.EqualTo((agent, group)));
        Assert.That(world.TeamReady("tag"), Is.EqualTo("False/AccessGroupNotFound"));
    }

    [TestCase(Old, false)]
    [TestCase("1.83.10", false)]
    [TestCase(Marking, true)]
    [TestCase(New, true)]
    public void T10_Metadata_is_marked_only_where_LiteLLM_bears_it(string version, bool marked)
    {
        using var world = Running(version: version);

        Assert.That(world.Stored().Metadata.ContainsKey("alitellm_operator"), Is.EqualTo(marked));
        Assert.That(world.TeamBodies().Single().ContainsKey("metadata"), Is.EqualTo(marked));
    }

    [Test]
    public void T11_Nothing_that_needs_a_licence_is_sent_unasked()
    {
        using var world = Running("""{"budget":{"limit":1},"rateLimits":{"rpm":1},"permission":{"models":["m"]}}""");

        Assert.That(world.TeamBodies().SelectMany(body => body.Select(field => field.Key)), Has.None.AnyOf("tags", "guardrails", "policies", "prompts"));
    }

    [Test]
    public void T12_T13_All_pages_are_read_and_only_the_whole_alias_counts()
    {
        using var world = WorldOf();
        var ours = world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"zzz","team_alias":"ops"}"""));
        foreach (var index in Enumerable.Range(0, 150))
        {
            world.LiteLLM.CreateTeamByHand(Json($$"""{"team_alias":"ops-{{index}}"}"""));
        }

        world.Apply(Team("ops"));
        world.Started();

        Assert.That(world.TeamId(), Is.EqualTo(ours));
        Assert.That(world.LiteLLM.Teams.Count(team => team.Alias == "ops"), Is.EqualTo(1));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.Operation == "GET /v2/team/list").Select(call => call.Query), Has.Some.Contains("page=2").And.All.Contains("page_size=100"));
        Assert.That(world.TeamBodies().Select(body => (string?)body["team_id"]), Is.All.EqualTo(ours));
    }

    [Test]
    public void T14_The_type_of_a_limit_goes_only_with_the_limit()
    {
        using var world = Running("""{"rateLimits":{"rpm":5}}""");

        var body = world.TeamBodies().Single();
        Assert.That((string?)body["rpm_limit_type"], Is.EqualTo("best_effort_throughput"));
        Assert.That(body.ContainsKey("tpm_limit_type"), Is.False);
    }

    [Test]
    public void T15_The_name_is_the_id_of_a_team_we_create_and_an_adopted_one_keeps_its_own()
    {
        using var world = WorldOf();
        var adopted = world.LiteLLM.CreateTeamByHand(Json("""{"team_alias":"adopted"}"""));
        world.Apply(Team("adopted"));
        world.Apply(Team("created"));
        world.Started();

        Assert.That((world.TeamId("created"), world.TeamId("adopted")), Is.EqualTo(("created", adopted)));
        Assert.That(world.LiteLLM.Teams, Has.Count.EqualTo(2));
    }

    [Test]
    public void T16_A_failing_pass_never_loses_the_recorded_id()
    {
        using var world = Running();
        world.LiteLLM.DeleteTeamByHand("ops");
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(403)) { On = "POST /team/new" });
        world.Minutes(3);
        Assert.That(world.TeamReady(), Is.EqualTo("False/LiteLLMRejected"));
        Assert.That(world.TeamId(), Is.EqualTo("ops"));

        world.LiteLLM.Faults.Clear();
        world.Minutes(8);
        Assert.That((world.TeamReady(), world.TeamId()), Is.EqualTo(("True/Synced", "ops")));
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void Limits_per_model_do_not_wipe_what_people_keep_in_the_metadata(string version)
    {
        using var world = Running("""{"params":{"model_rpm_limit":{"gpt":3}}}""", version);
        world.LiteLLM.EditTeamByHand("ops", new() { ["metadata"] = new JsonObject { ["note"] = "of a human", ["model_rpm_limit"] = Json("""{"gpt":3}""") } });
        world.Minutes(3);
        world.Apply(Team("ops", """{"params":{"model_rpm_limit":{"gpt":4}},"rateLimits":{"rpm":1}}"""));
        world.Minutes(3);

        Assert.That((string?)world.Stored().Metadata["note"], Is.EqualTo("of a human"));
        Assert.That(world.Stored().Metadata["model_rpm_limit"]!.ToJsonString(), Is.EqualTo("""{"gpt":4}"""));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [TestCase(Old)]
    [TestCase("1.92.0")]
    public void A_proxy_without_access_groups_and_toolsets_is_asked_for_neither(string version)
    {
        using var world = Running("""{"permission":{"models":["m"]}}""", version);
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path), Has.None.Contains("access_group").And.None.Contains("toolset"));

        world.Apply(Team("ops", """{"accessGroups":["g"]}"""));
        world.Apply(Team("tools", """{"permission":{"mcpToolsets":["t"]}}"""));
        world.Minutes(2);
        Assert.That((world.TeamReady(), world.TeamReady("tools")), Is.EqualTo(("False/LiteLLMTooOld", "False/LiteLLMTooOld")));
        Assert.That(OperatorWorld.Message(world.TeamObject()), Does.Contain("1.93.0").And.Contain(version));
        Assert.That(world.Stored().List("models"), Is.EqualTo(["m"]), "what it had stays");
    }

    [Test]
    public void After_an_upgrade_what_was_too_old_is_granted()
    {
        using var world = Running("""{"accessGroups":["g"]}""", "1.92.0");
        var id = world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"g"}"""));
        Assert.That(world.TeamReady(), Is.EqualTo("False/LiteLLMTooOld"));

        world.LiteLLM.SetVersion(New);
        world.Minutes(12);
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        Assert.That(world.Stored().List("access_group_ids"), Is.EqualTo([id]));
    }

    private static string Granted(OperatorWorld world, string field)
    {
        return (world.Stored().Columns[field] ?? world.Stored().ObjectPermission![field])!.ToJsonString();
    }
}
