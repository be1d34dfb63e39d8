using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class TeamOwnershipTests
{
    [TestCase(Old)]
    [TestCase(New)]
    public void A_hand_made_team_of_our_name_is_adopted_in_place_and_closed(string version)
    {
        using var world = WorldOf(version);
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"uuid-1","team_alias":"ops","models":["all"],"metadata":{"note":"of a human"},"max_budget":5}"""));
        world.Apply(Team("ops"));
        world.Started();

        Assert.That((world.TeamReady(), world.TeamId()), Is.EqualTo(("True/Synced", "uuid-1")));
        Assert.That(world.Stored("uuid-1").List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That((world.Stored("uuid-1").Columns["max_budget"], (string?)world.Stored("uuid-1").Metadata["note"]), Is.EqualTo(((object?)null, "of a human")));
        world.Minutes(5);
        Assert.That(world.TeamWrites(), Has.Count.EqualTo(1));
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void Of_several_teams_with_the_alias_the_smallest_id_is_taken_and_the_others_left(string version)
    {
        using var world = WorldOf(version);
        foreach (var id in new[] { "m", "c", "x" })
        {
            world.LiteLLM.CreateTeamByHand(Json($$"""{"team_id":"{{id}}","team_alias":"ops","models":["own-{{id}}"]}"""));
        }

        world.Apply(Team("ops"));
        world.Started();
        world.Minutes(5);

        Assert.That(world.TeamId(), Is.EqualTo("c"));
        Assert.That((world.Stored("m").List("models").Single(), world.Stored("x").List("models").Single()), Is.EqualTo(("own-m", "own-x")));
        Assert.That(world.LiteLLM.Teams, Has.Count.EqualTo(3));
    }

    [Test]
    public void IfIdentical_adopts_only_what_is_the_same_grants_included()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json($$"""{"team_id":"1","team_alias":"same","models":["no-default-models"],"object_permission":{"agents":["{{NoAgents}}"]} }"""));
        world.LiteLLM.CreateTeamByHand(Json($$"""{"team_id":"2","team_alias":"open","models":["no-default-models"],"object_permission":{"agents":["{{NoAgents}}"],"mcp_servers":["s"]} }"""));
        world.Apply(Team("same", """{"adoptionPolicy":"IfIdentical"}"""));
        world.Apply(Team("open", """{"adoptionPolicy":"IfIdentical"}"""));
        world.Started();

        Assert.That((world.TeamReady("same"), world.TeamReady("open")), Is.EqualTo(("True/Synced", "False/AdoptionRefused")));
        Assert.That(world.Stored("2").Grants("mcp_servers"), Is.EqualTo(["s"]));
        Assert.That((string?)world.TeamObject("open")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("object_permission.mcp_servers"));
    }

    [Test]
    public void Of_many_teams_that_may_be_adopted_none_is_judged_before_its_grants_were_read()
    {
        using var world = WorldOf();
        foreach (var index in Enumerable.Range(0, 45))
        {
            world.LiteLLM.CreateTeamByHand(Json($$"""{"team_id":"{{index}}","team_alias":"t{{index}}","models":["no-default-models"],"object_permission":{"agents":["{{NoAgents}}"]} }"""));
            world.Apply(Team($"t{index}", """{"adoptionPolicy":"IfIdentical"}"""));
        }

        world.Start();
        world.Seconds(10);
        var ready = Enumerable.Range(0, 45).Select(index => world.TeamReady($"t{index}")).ToList();
        Assert.That(ready, Has.Some.EqualTo("False/AwaitingConfirmation").And.None.EqualTo("False/AdoptionRefused"));

        world.Minutes(3);
        Assert.That(Enumerable.Range(0, 45).Select(index => world.TeamReady($"t{index}")), Is.All.EqualTo("True/Synced"));
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void Never_leaves_a_hand_made_team_alone_also_when_the_object_is_deleted(string version)
    {
        using var world = WorldOf(version);
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"ops","team_alias":"ops","models":["own"]}"""));
        world.Apply(Team("ops", """{"adoptionPolicy":"Never"}"""));
        world.Started();
        Assert.That(world.TeamReady(), Is.EqualTo("False/AdoptionRefused"));

        world.DeleteTeam();
        world.Minutes(2);
        Assert.That((world.TeamObject(), world.Stored().List("models").Single()), Is.EqualTo(((object?)null, "own")));
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void A_team_that_only_has_our_name_as_id_is_left_alone_and_said_so(string version)
    {
        using var world = WorldOf(version);
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"ops","team_alias":"Operations","models":["own"]}"""));
        world.Apply(Team("ops"));
        world.Started();

        Assert.That(world.TeamReady(), Is.EqualTo("False/LiteLLMRejected"));
        Assert.That(OperatorWorld.Message(world.TeamObject()), Does.Contain("another alias"));
        Assert.That(world.TeamWrites(), Is.Empty);

        world.LiteLLM.DeleteTeamByHand("ops");
        world.Minutes(6);
        Assert.That((world.TeamReady(), world.Stored().Alias), Is.EqualTo(("True/Synced", "ops")));
    }

    [Test]
    public void A_team_of_another_instance_is_never_written_or_deleted()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"ops","team_alias":"ops","models":["own"],"metadata":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/ops","uid":"u","hash":"h"} }}"""));
        world.Apply(Team("ops"));
        world.Started();
        Assert.That(world.TeamReady(), Is.EqualTo("False/OwnedElsewhere"));

        world.DeleteTeam();
        world.Minutes(2);
        Assert.That((world.TeamObject(), world.Stored().List("models").Single()), Is.EqualTo(((object?)null, "own")));
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void A_team_of_the_reference_operator_keeps_its_id_and_is_not_made_again()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"uuid-9","team_alias":"ops","models":["no-default-models"]}"""));
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"uuid-1","team_alias":"ops","models":["own"]}"""));
        world.Apply(Team("ops"));
        world.Do(() => world.Kubernetes.Patch(Resource, "default", "ops", Json("""{"status":{"observedGeneration":1,"lastRendered":{"hash":"0123456789abcdef","teamID":"uuid-9","at":"2025-01-01T00:00:00Z"}}}"""), "status"));
        world.Started();
        world.Minutes(5);

        Assert.That((world.TeamReady(), world.TeamId()), Is.EqualTo(("True/Synced", "uuid-9")));
        Assert.That(world.Stored("uuid-1").List("models"), Is.EqualTo(["own"]));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /team/new"), Is.Zero);
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void Two_namespaces_that_claim_one_team_have_one_winner_and_the_other_follows_when_it_goes(string version)
    {
        using var world = WorldOf(version, new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "team-b"));
        world.Apply(Objects.Connection(ns: "team-b"));
        world.Apply(Team("ops", """{"permission":{"models":["a"]}}"""));
        world.Apply(Team("ops", """{"permission":{"models":["b"]}}""", "team-b"));
        world.Started();

        Assert.That((world.TeamReady(), world.TeamReady(ns: "team-b")), Is.EqualTo(("False/Conflict", "True/Synced")));
        Assert.That(world.Stored().List("models"), Is.EqualTo(["b"]));

        world.DeleteTeam(ns: "team-b");
        world.Minutes(3);
        Assert.That(world.TeamObject(ns: "team-b"), Is.Null);
        Assert.That((world.TeamReady(), world.Stored().List("models").Single()), Is.EqualTo(("True/Synced", "a")));
    }

    [Test]
    public void A_loser_that_is_deleted_leaves_the_winners_team()
    {
        using var world = WorldOf(options: new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "team-b"));
        world.Apply(Objects.Connection(ns: "team-b"));
        world.Apply(Team("ops"));
        world.Apply(Team("ops", ns: "team-b"));
        world.Started();
        world.DeleteTeam();
        world.Minutes(2);

        Assert.That(world.TeamObject(), Is.Null);
        Assert.That((world.TeamReady(ns: "team-b"), world.Stored().Id), Is.EqualTo(("True/Synced", "ops")));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /team/delete"), Is.Zero);
    }

    [Test]
    public void After_an_upgrade_teams_are_marked_in_place()
    {
        using var world = Running("""{"permission":{"models":["m"]}}""", Old);
        world.LiteLLM.SetVersion(New);
        world.Minutes(15);

        Assert.That((string?)world.Stored().Metadata["alitellm_operator"]!["object"], Is.EqualTo("default/ops"));
        Assert.That((world.TeamReady(), world.LiteLLM.Teams.Count), Is.EqualTo(("True/Synced", 1)));
        world.ForgetJournals();
        world.Minutes(10);
        Assert.That(world.TeamWrites(), Is.Empty);
    }

    [Test]
    public void A_cluster_rebuilt_from_Git_finds_its_marked_team()
    {
        using var world = Running();
        world.Operator.Kill();
        world.Do(() => world.Kubernetes.Patch(Resource, "default", "ops", Json("""{"metadata":{"finalizers":null}}""")));
        world.DeleteTeam();
        world.Apply(Team("ops", """{"adoptionPolicy":"Never"}"""));
        world.Start("b");
        world.Minutes(2);

        Assert.That((world.TeamReady(), world.LiteLLM.Teams.Count), Is.EqualTo(("True/Synced", 1)));
    }
}
