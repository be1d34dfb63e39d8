using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Teams.Teams;

namespace Alitellm.Operator.Tests.World.Teams;

public sealed class TeamDriftTests
{
    private const string Spec = """{"budget":{"limit":10},"permission":{"models":["m"],"mcpGroups":["g"]},"params":{"metadata":{"owner":"ops"}}}""";

    [TestCase(Old, """{"models":[]}""")]
    [TestCase(New, """{"models":[]}""")]
    [TestCase(New, """{"max_budget":1000}""")]
    [TestCase(New, """{"team_alias":"renamed"}""")]
    [TestCase(New, """{"access_group_ids":["g"]}""")]
    [TestCase(New, """{"metadata":{}}""")]
    [TestCase(Old, """{"metadata":{"owner":"x"}}""")]
    [TestCase(New, """{"object_permission":{"agents":[]}}""")]
    [TestCase(Old, """{"object_permission":{"mcp_access_groups":["g","more"]}}""")]
    [TestCase(New, """{"object_permission":{"mcp_toolsets":["t"]}}""")]
    public void A_hand_edit_is_undone_within_two_lists(string version, string edit)
    {
        using var world = Running(Spec, version);
        var before = world.LiteLLM.Dump().ToJsonString();
        world.LiteLLM.EditTeamByHand("ops", Json(edit));
        Assert.That(world.LiteLLM.Dump().ToJsonString(), Is.Not.EqualTo(before));
        world.Seconds(70);

        Assert.That(world.LiteLLM.Dump().ToJsonString(), Is.EqualTo(before));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
        Assert.That((bool?)world.TeamObject()!["status"]!["drift"]!["corrected"], Is.True);
    }

    [Test]
    public void Grants_changed_without_a_trace_on_the_team_are_found_by_the_sweep()
    {
        using var world = Running(Spec);
        world.LiteLLM.EditGrantsByHand("ops", Json("""{"agents":["somebody"]}"""));
        world.Minutes(5);
        Assert.That(world.Stored().Grants("agents"), Is.EqualTo(["somebody"]));
        world.Minutes(8);

        Assert.That(world.Stored().Grants("agents"), Is.EqualTo([NoAgents]));
    }

    [Test]
    public void Use_of_a_team_is_no_edit()
    {
        using var world = Running(Spec);
        world.ForgetJournals();
        for (var minute = 0; minute < 20; minute++)
        {
            world.LiteLLM.Spend("ops", 0.5);
            world.Minutes(1);
        }

        Assert.That(world.TeamWrites(), Is.Empty);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite), Is.Empty);
        Assert.That(world.LiteLLM.Journal.CountOf("GET /team/info"), Is.InRange(10, 25), "a read per movement, and few");
    }

    [TestCase(Old)]
    [TestCase(New)]
    public void A_hand_delete_is_undone_under_the_same_id(string version)
    {
        using var world = Running(Spec, version);
        world.LiteLLM.DeleteTeamByHand("ops");
        world.Minutes(3);

        Assert.That(world.Stored().List("models"), Is.EqualTo(["m"]));
        Assert.That((world.TeamReady(), world.TeamId()), Is.EqualTo(("True/Synced", "ops")));
    }

    [Test]
    public void A_wiped_database_is_filled_again()
    {
        using var world = Running(Spec);
        world.LiteLLM.Wipe();
        world.Minutes(3);

        Assert.That((world.TeamReady(), world.LiteLLM.Teams.Count), Is.EqualTo(("True/Synced", 1)));
    }

    [Test]
    public void Report_says_what_differs_and_leaves_it_until_the_spec_changes()
    {
        using var world = Running("""{"driftPolicy":"Report","permission":{"models":["m"]}}""");
        world.LiteLLM.EditTeamByHand("ops", Json("""{"models":["open"]}"""));
        world.Minutes(3);
        Assert.That(world.TeamReady(), Is.EqualTo("False/DriftDetected"));
        Assert.That((string?)world.TeamObject()!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("models"));
        Assert.That(world.Stored().List("models"), Is.EqualTo(["open"]));

        world.Apply(Team("ops", """{"driftPolicy":"Report","permission":{"models":["m","n"]}}"""));
        world.Minutes(1);
        Assert.That(world.Stored().List("models"), Is.EqualTo(["m", "n"]));
        Assert.That(world.TeamReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_lost_answer_to_a_create_makes_no_second_team()
    {
        using var world = WorldOf();
        world.LiteLLM.Faults.FailNext("POST /team/new", LiteLLMFaultEffect.LostAnswer, 1);
        world.Apply(Team("ops", Spec));
        world.Started();

        Assert.That((world.LiteLLM.Teams.Count, world.TeamReady()), Is.EqualTo((1, "True/Synced")));
    }

    [TestCase("GET /team/info", 500)]
    [TestCase("GET /team/info", 404)]
    [TestCase("GET /team/info", 400)]
    public void Grants_that_cannot_be_read_stop_nothing(string operation, int status)
    {
        using var world = Running("{}", Old);
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = operation });
        world.LiteLLM.EditTeamByHand("ops", Json("""{"models":["open"]}"""));
        world.Apply(Team("two"));
        world.Minutes(4);

        Assert.That(world.Stored().List("models"), Is.EqualTo(["no-default-models"]));
        Assert.That((world.TeamReady(), world.TeamReady("two")), Is.EqualTo(("True/Synced", "True/Synced")));
    }

    [Test]
    public void Many_teams_after_a_restart_are_read_a_few_at_a_time()
    {
        using var world = WorldOf();
        foreach (var index in Enumerable.Range(0, 60))
        {
            world.Apply(Team($"t{index}"));
        }

        world.Started();
        world.Minutes(3);
        world.Operator.Kill();
        world.ForgetJournals();
        world.LiteLLM.EditTeamByHand("t7", Json("""{"object_permission":{"agents":[]}}"""));
        world.Start("b");
        world.Minutes(4);

        Assert.That(world.Stored("t7").Grants("agents"), Is.EqualTo([NoAgents]));
        Assert.That(world.TeamWrites(), Has.Count.EqualTo(1));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /team/info"), Is.InRange(60, 70));
    }
}
