using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.AccessGroups.AccessGroups;

namespace Alitellm.Operator.Tests.World.AccessGroups;

public sealed class AccessGroupBasicsTests
{
    [Test]
    public void L04_A_group_becomes_one_row_with_one_write_and_its_minted_id_is_recorded()
    {
        using var world = Running("""{"description":"d","models":["b","a"],"modelGroups":["tag","a"]}""");

        var row = world.Stored();
        Assert.That((world.GroupReady(), world.GroupId()), Is.EqualTo(("True/Synced", row.Id)));
        Assert.That(row.Id, Is.Not.EqualTo("g"));
        Assert.That((row.Description, string.Join(',', row.List("access_model_names"))), Is.EqualTo(("d", "a,b,tag")));
        Assert.That(world.GroupWrites().Select(call => call.Body), Is.EqualTo(["""{"access_group_name":"g","description":"d","access_model_names":["a","b","tag"],"access_mcp_server_ids":[],"access_agent_ids":[]}"""]));
    }

    [TestCase("""{"description":"d"}""", "description", "\"d\"", null)]
    [TestCase("""{"models":["m"]}""", "access_model_names", """["m"]""", "[]")]
    [TestCase("""{"modelGroups":["t"]}""", "access_model_names", """["t"]""", "[]")]
    public void L26_An_edit_is_one_PUT_and_its_removal_another_that_clears(string spec, string field, string value, string? cleared)
    {
        using var world = Running();
        world.ForgetJournals();
        world.Apply(Group("g", spec));
        world.Minutes(3);
        Assert.That(world.Stored().Fields[field]!.ToJsonString(), Is.EqualTo(value));

        world.Apply(Group("g"));
        world.Minutes(3);
        Assert.That(world.Stored().Fields[field]?.ToJsonString(), Is.EqualTo(cleared));
        Assert.That(world.GroupWrites().Select(call => call.Operation), Is.EqualTo(["PUT /v1/access_group/{group}", "PUT /v1/access_group/{group}"]));
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void L31_Another_order_writes_nothing()
    {
        using var world = Running("""{"models":["a","b"]}""");
        world.ForgetJournals();
        world.Apply(Group("g", """{"models":["b","a","b"]}"""));
        world.Minutes(3);

        Assert.That(world.GroupWrites(), Is.Empty);
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [TestCase("""{"access_model_names":["m","more"]}""")]
    [TestCase("""{"access_agent_ids":["a"]}""")]
    [TestCase("""{"access_mcp_server_ids":["s"]}""")]
    [TestCase("""{"description":"by hand"}""")]
    [TestCase("""{"access_group_name":"renamed"}""")]
    public void A_hand_edit_is_undone_and_the_id_kept(string edit)
    {
        using var world = Running("""{"models":["m"]}""");
        var (id, before) = (world.GroupId()!, world.LiteLLM.Dump().ToJsonString());
        world.LiteLLM.EditAccessGroupByHand(id, Json(edit));
        world.Seconds(70);

        Assert.That(world.LiteLLM.Dump().ToJsonString(), Is.EqualTo(before));
        Assert.That((world.GroupReady(), world.GroupId()), Is.EqualTo(("True/Synced", id)));
    }

    [Test]
    public void Assignments_are_peoples_and_never_sent()
    {
        using var world = Running("""{"models":["m"]}""");
        world.LiteLLM.CreateTeamByHand(Json("""{"team_id":"t"}"""));
        world.LiteLLM.EditAccessGroupByHand(world.GroupId()!, Json("""{"assigned_team_ids":["t"],"assigned_key_ids":["k"]}"""));
        world.Apply(Group("g", """{"models":["n"]}"""));
        world.Minutes(3);

        Assert.That((world.Stored().List("assigned_team_ids").Single(), world.Stored().List("assigned_key_ids").Single()), Is.EqualTo(("t", "k")));
        Assert.That(world.GroupWrites().Select(call => call.Body), Has.None.Contains("assigned").And.None.Contains("access_group_id\""));
        Assert.That(world.GroupWrites(), Has.Count.EqualTo(2));
    }

    [Test]
    public void L03_A_hand_delete_is_undone_with_a_new_id_and_teams_follow()
    {
        using var world = Running("""{"models":["m"]}""");
        world.Apply(Teams.Teams.Team("ops", """{"accessGroups":["g"]}"""));
        world.Minutes(2);
        var old = world.GroupId();
        world.LiteLLM.DeleteAccessGroupByHand(old!);
        world.Minutes(5);

        Assert.That((world.GroupReady(), world.GroupId() == old), Is.EqualTo(("True/Synced", false)));
        Assert.That(world.LiteLLM.FindTeam("ops")!.List("access_group_ids"), Is.EqualTo([world.GroupId()]));
    }

    [Test]
    public void A_wiped_database_is_filled_again_and_an_empty_list_alone_makes_no_second_group()
    {
        using var world = Running();
        world.LiteLLM.Faults.FailNext("GET /v1/access_group", LiteLLMFaultEffect.Status(200, "[]"), 1);
        world.Minutes(2);
        Assert.That((world.GroupWrites().Count, world.GroupReady()), Is.EqualTo((1, "True/Synced")));

        world.LiteLLM.Wipe();
        world.Minutes(3);
        Assert.That((world.LiteLLM.AccessGroups.Count, world.GroupReady()), Is.EqualTo((1, "True/Synced")));
    }

    [TestCase("1.81.13")]
    [TestCase("1.82.3")]
    [TestCase("1.92.9")]
    public void An_old_proxy_is_LiteLLMTooOld_and_is_not_asked(string version)
    {
        using var world = WorldOf(version);
        world.Apply(Group("g"));
        world.Started();
        Assert.That((world.GroupReady(), OperatorWorld.Condition(world.GroupObject(), "Stalled")), Is.EqualTo(("False/LiteLLMTooOld", "True/LiteLLMTooOld")));
        Assert.That(OperatorWorld.Message(world.GroupObject()), Does.Contain("1.93.0").And.Contain(version));
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path), Has.None.Contains("access_group"));

        world.LiteLLM.SetVersion("1.93.0");
        world.Minutes(12);
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_nightly_build_of_the_needed_version_is_not_too_old()
    {
        using var world = WorldOf("1.93.0-nightly");
        world.Apply(Group("g"));
        world.Started();
        Assert.That(world.GroupReady(), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_proxy_that_says_it_is_new_and_lacks_the_route_is_too_old()
    {
        using var world = WorldOf();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(404, """{"detail":"Not Found"}""")) { On = "GET /v1/access_group" });
        world.Apply(Group("g"));
        world.Apply(Teams.Teams.Team("ops", """{"accessGroups":["g"]}"""));
        world.Started();

        Assert.That(world.GroupReady(), Is.EqualTo("False/LiteLLMTooOld"));
        Assert.That(OperatorWorld.Condition(world.Kubernetes.Get(Teams.Teams.Resource, "default", "ops"), "Ready"), Is.EqualTo("False/LiteLLMTooOld"));
    }

    [Test]
    public void L01_A_lost_answer_to_a_create_makes_no_second_group()
    {
        using var world = WorldOf();
        world.LiteLLM.Faults.FailNext("POST /v1/access_group", LiteLLMFaultEffect.LostAnswer, 1);
        world.Apply(Group("g", """{"models":["m"]}"""));
        world.Started();

        Assert.That((world.LiteLLM.AccessGroups.Count, world.GroupReady(), world.GroupId()), Is.EqualTo((1, "True/Synced", world.Stored().Id)));
    }

    [Test]
    public void Suspended_Observed_and_reported_groups_are_not_written()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"seen","access_model_names":["m"]}"""));
        world.Apply(Group("paused", """{"suspend":true}"""));
        world.Apply(Group("seen", """{"managementPolicy":"Observe","models":["m"]}"""));
        world.Apply(Group("absent", """{"managementPolicy":"Observe"}"""));
        world.Apply(Group("told", """{"driftPolicy":"Report"}"""));
        world.Started();
        world.ForgetJournals();
        world.LiteLLM.EditAccessGroupByHand(world.GroupId("told")!, Json("""{"access_model_names":["x"]}"""));
        world.LiteLLM.EditAccessGroupByHand(world.Stored("seen").Id, Json("""{"access_model_names":["y"]}"""));
        world.Minutes(3);

        Assert.That(OperatorWorld.Condition(world.GroupObject("paused"), "Suspended"), Is.EqualTo("True/Suspended"));
        Assert.That((world.GroupReady("seen"), world.GroupReady("absent"), world.GroupReady("told")), Is.EqualTo(("False/DriftDetected", "False/RemoteAbsent", "False/DriftDetected")));
        Assert.That(world.GroupWrites(), Is.Empty);
    }

    [Test]
    public void An_ignored_list_is_left_to_people()
    {
        using var world = Running("""{"models":["m"],"ignoreFields":["access_model_names"]}""");
        world.LiteLLM.EditAccessGroupByHand(world.GroupId()!, Json("""{"access_model_names":["by-hand"]}"""));
        world.Apply(Group("g", """{"models":["m"],"description":"d","ignoreFields":["access_model_names"]}"""));
        world.Minutes(4);

        Assert.That((world.Stored().List("access_model_names").Single(), world.Stored().Description, world.GroupReady()), Is.EqualTo(("by-hand", "d", "True/Synced")));
        world.Apply(Group("g", """{"ignoreFields":["access_group_name"]}"""));
        world.Minutes(1);
        Assert.That(world.GroupReady(), Is.EqualTo("False/InvalidConfig"));
    }

    [Test]
    public void Steady_state_costs_one_list_and_writes_nothing()
    {
        using var world = WorldOf();
        foreach (var index in Enumerable.Range(0, 12))
        {
            world.Apply(Group($"g{index}", """{"models":["m"]}"""));
        }

        world.Started();
        world.ForgetJournals();
        world.Minutes(30);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite), Is.Empty);
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Operation).Distinct(), Is.EquivalentTo(["GET /v1/access_group", "POST /key/health", "GET /health/readiness"]));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /v1/access_group"), Is.InRange(54, 67));
    }
}
