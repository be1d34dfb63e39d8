using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class DefaultTeamTests
{
    [TestCase("Orphan", Old)]
    [TestCase("Delete", Old)]
    [TestCase("Delete", New)]
    public void Deleting_the_object_closes_the_team_and_never_deletes_it(string policy, string version)
    {
        using var world = WorldOf(version);
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"uuid","team_alias":"default","metadata":{"note":"of a human"}}"""));
        world.Apply(Team("default", $$"""{"deletionPolicy":"{{policy}}","budget":{"limit":5,"period":"30d"},"rateLimits":{"rpm":1},"permission":{"models":["m"],"mcpGroups":["g"]},"params":{"metadata":{"owner":"ops"},"blocked":true} }"""));
        world.Started();
        Assert.That(world.Stored("uuid").List("models"), Is.EqualTo(["m"]));

        world.DeleteTeam("default");
        world.Minutes(1);

        var row = world.Stored("uuid");
        Assert.That(world.TeamObject("default"), Is.Null);
        Assert.That((row.List("models").Single(), row.Grants("agents").Single(), row.Grants("mcp_access_groups").Count), Is.EqualTo(("no-default-models", NoAgents, 0)));
        Assert.That((row.Columns["max_budget"], row.Columns["budget_duration"], row.Columns["rpm_limit"]), Is.EqualTo(((object?)null, (object?)null, (object?)null)));
        Assert.That((bool?)row.Columns["blocked"], Is.False);
        Assert.That(row.Metadata.Select(entry => entry.Key), Does.Contain("note").And.Not.Contain("owner").And.Not.Contain("alitellm_operator"));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /team/delete"), Is.Zero);
    }

    [Test]
    public void A_default_team_that_is_gone_lets_its_object_go()
    {
        using var world = WorldOf();
        world.Apply(Team("default", """{"deletionPolicy":"Delete"}"""));
        world.Started();
        world.LiteLLM.DeleteTeamByHand("default");
        world.DeleteTeam("default");
        world.Minutes(1);

        Assert.That(world.TeamObject("default"), Is.Null);
        Assert.That(world.LiteLLM.Journal.CountOf("POST /team/delete"), Is.Zero);
    }

    [Test]
    public void Without_the_option_no_team_is_made()
    {
        using var world = WorldOf().Started();

        Assert.That(world.LiteLLM.Teams, Is.Empty);
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void With_ENSURE_DEFAULT_TEAM_a_closed_team_is_made_once_kept_and_made_again(string version)
    {
        using var world = Ensured(version);
        var row = world.Stored("default");
        Assert.That((row.Alias, row.List("models").Single(), row.Grants("agents").Single()), Is.EqualTo(("default", "no-default-models", NoAgents)));
        world.Minutes(10);
        Assert.That(world.TeamWrites().Select(call => call.Operation), Is.EqualTo(["POST /team/new"]));

        world.LiteLLM.EditTeamByHand("default", Json("""{"models":[],"rpm_limit":1,"metadata":{"note":"n"},"object_permission":{"agents":[]}}"""));
        world.Minutes(2);
        row = world.Stored("default");
        Assert.That((row.List("models").Single(), row.Grants("agents").Single(), row.Columns["rpm_limit"], (string?)row.Metadata["note"]), Is.EqualTo(("no-default-models", NoAgents, (object?)null, "n")));

        world.LiteLLM.DeleteTeamByHand("default");
        world.Minutes(2);
        Assert.That(world.Stored("default").List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That(world.Kubernetes.List(Resource), Is.Empty);
    }

    [Test]
    public void An_existing_default_team_is_closed_in_place_by_its_whole_alias_and_smallest_id()
    {
        using var world = Ensured(New, proxy =>
        {
            proxy.CreateTeamByHand(Json("""{"team_id":"b","team_alias":"default","models":["m"]}"""));
            proxy.CreateTeamByHand(Json("""{"team_id":"a","team_alias":"default","models":["m"]}"""));
            proxy.CreateTeamByHand(Json("""{"team_id":"c","team_alias":"default-users","models":["m"]}"""));
        });

        Assert.That(world.LiteLLM.Teams.Select(team => (team.Id, team.List("models").Single())), Is.EqualTo([("b", "m"), ("a", "no-default-models"), ("c", "m")]));
    }

    [Test]
    public void A_default_team_of_another_instance_is_left_alone()
    {
        using var world = Ensured(New, proxy => proxy.CreateTeamByHand(Json("""{"team_id":"d","team_alias":"default","models":["m"],"metadata":{"alitellm_operator":{"v":1,"instance":"other/op","object":"x/default","uid":"u"} }}""")));

        Assert.That(world.Stored("d").List("models"), Is.EqualTo(["m"]));
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void An_object_takes_the_ensured_team_over_and_gives_it_back()
    {
        using var world = Ensured(New);
        world.Apply(Team("default", """{"permission":{"models":["m"]}}"""));
        world.Minutes(5);
        Assert.That((world.TeamReady("default"), world.Stored("default").List("models").Single()), Is.EqualTo(("True/Synced", "m")));

        world.DeleteTeam("default");
        world.Minutes(3);
        Assert.That(world.Stored("default").List("models"), Is.EqualTo(["no-default-models"]));
        world.LiteLLM.EditTeamByHand("default", Json("""{"models":["open"]}"""));
        world.Minutes(2);
        Assert.That(world.Stored("default").List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /team/delete"), Is.Zero);
    }

    [Test]
    public void An_outage_is_outlived()
    {
        using var world = Ensured(New);
        world.LiteLLM.Faults.Down();
        world.Minutes(5);
        world.LiteLLM.Faults.Up();
        world.LiteLLM.Wipe();
        world.Minutes(5);

        Assert.That(world.Stored("default").List("models"), Is.EqualTo(["no-default-models"]));
    }

    private static OperatorWorld Ensured(string version, Action<LiteLLMWorld>? before = null)
    {
        var world = WorldOf(version, new() { Operator = options => options with { EnsureDefaultTeam = true } });
        before?.Invoke(world.LiteLLM);
        return world.Started();
    }
}
