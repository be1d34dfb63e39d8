using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class TeamDeletionTests
{
    [TestCase("Orphan", Old)]
    [TestCase("Delete", Old)]
    [TestCase("Orphan", New)]
    [TestCase("Delete", New)]
    public void Both_policies_delete_the_team(string policy, string version)
    {
        using var world = Running(Spec(policy), version);
        world.DeleteTeam();
        world.Seconds(10);

        Assert.That((world.TeamObject(), world.LiteLLM.Teams.Count), Is.EqualTo(((object?)null, 0)));
        Assert.That(world.TeamBodies()[^1].ToJsonString(), Is.EqualTo("""{"team_ids":["ops"]}"""));
    }

    [TestCase("Orphan", false)]
    [TestCase("Delete", false)]
    [TestCase("Orphan", true)]
    [TestCase("Delete", true)]
    public void What_is_gone_already_lets_the_object_go(string policy, bool wiped)
    {
        using var world = Running(Spec(policy));
        if (wiped)
        {
            world.LiteLLM.Wipe();
        }
        else
        {
            world.LiteLLM.DeleteTeamByHand("ops");
        }

        world.DeleteTeam();
        world.Seconds(10);
        Assert.That(world.TeamObject(), Is.Null);
    }

    [TestCase("Orphan", 40, true)]
    [TestCase("Delete", 600, false)]
    public void While_LiteLLM_is_down_Orphan_gives_up_after_its_grace_and_Delete_waits(string policy, double seconds, bool gone)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.Down();
        world.DeleteTeam();
        world.Seconds(20);
        Assert.That(world.TeamObject(), Is.Not.Null);
        world.Seconds(seconds);
        Assert.That(world.TeamObject() is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That((world.TeamObject() is null, world.LiteLLM.Teams.Count), Is.EqualTo((true, gone ? 1 : 0)));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void A_401_is_not_taken_for_an_answer(string policy)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.FailNext("POST /team/delete", LiteLLMFaultEffect.Status(401), 1);
        world.DeleteTeam();
        world.Minutes(2);

        Assert.That((world.TeamObject() is null, world.LiteLLM.Teams.Count), Is.EqualTo((true, 0)));
    }

    [TestCase(403)]
    [TestCase(400)]
    public void A_refusal_drains_Orphan_and_blocks_Delete(int status)
    {
        using var world = WorldOf();
        world.Apply(Team("orphan", Spec("Orphan")));
        world.Apply(Team("delete", Spec("Delete")));
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = "POST /team/delete" });
        world.DeleteTeam("orphan");
        world.DeleteTeam("delete");
        world.Minutes(3);
        Assert.That((world.TeamObject("orphan") is null, world.TeamObject("delete") is null), Is.EqualTo((true, false)));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That(world.TeamObject("delete"), Is.Null);
    }

    [Test]
    public void An_adopted_team_goes_with_its_object_and_its_namesakes_stay()
    {
        using var world = WorldOf(Old);
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"a","team_alias":"ops"}"""));
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"b","team_alias":"ops"}"""));
        world.Apply(Team("ops"));
        world.Started();
        world.DeleteTeam();
        world.Seconds(10);

        Assert.That(world.LiteLLM.Teams.Select(team => team.Id), Is.EqualTo(["b"]));
    }

    [Test]
    public void A_team_that_was_never_written_takes_nobodys_team_along()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"ops","team_alias":"ops"}"""));
        world.Apply(Team("ops", """{"deletionPolicy":"Delete","permission":{"agents":["missing"]}}"""));
        world.Started();
        Assert.That(world.TeamReady(), Is.EqualTo("False/AgentNotFound"));
        world.DeleteTeam();
        world.Seconds(10);

        Assert.That((world.TeamObject(), world.LiteLLM.Teams.Count), Is.EqualTo(((object?)null, 1)));
    }

    [Test]
    public void A_suspended_team_keeps_its_object_until_the_override()
    {
        using var world = Running();
        world.Apply(Team("ops", """{"suspend":true}"""));
        world.DeleteTeam();
        world.Minutes(2);
        Assert.That(world.TeamObject(), Is.Not.Null);

        world.AnnotateTeam("ops", "litellm.ackstorm.ai/deletion-policy-override", "Orphan");
        world.Seconds(5);
        Assert.That((world.TeamObject(), world.LiteLLM.Teams.Count), Is.EqualTo(((object?)null, 1)));
    }

    private static string Spec(string policy)
    {
        return $$"""{"deletionPolicy":"{{policy}}"}""";
    }
}
