using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.AccessGroups.AccessGroups;

namespace Alitellm.Operator.Tests.World.AccessGroups;

public sealed class AccessGroupOwnershipTests
{
    [Test]
    public void A_hand_made_group_of_our_name_is_adopted_in_place()
    {
        using var world = WorldOf();
        var id = world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"g","description":"old","access_model_names":["old"]}"""));
        world.Apply(Group("g", """{"models":["m"]}"""));
        world.Started();

        Assert.That((world.GroupReady(), world.GroupId(), world.Stored().Description), Is.EqualTo(("True/Synced", id, (string?)null)));
        Assert.That(world.GroupWrites().Select(call => call.Operation), Is.EqualTo(["PUT /v1/access_group/{group}"]));
    }

    [Test]
    public void A_409_on_create_adopts_by_name_through_the_policy()
    {
        using var world = WorldOf();
        world.Apply(Group("other"));
        world.Started();
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"g","access_model_names":["own"]}"""));
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"kept","access_model_names":["own"]}"""));
        world.Apply(Group("g", """{"models":["m"]}"""));
        world.Apply(Group("kept", """{"models":["m"],"adoptionPolicy":"Never"}"""));
        world.Minutes(2);

        Assert.That(world.LiteLLM.Journal.Calls.Count(call => call.Status == 409), Is.InRange(1, 2));
        Assert.That((world.GroupReady(), world.Stored().List("access_model_names").Single()), Is.EqualTo(("True/Synced", "m")));
        Assert.That((world.GroupReady("kept"), world.Stored("kept").List("access_model_names").Single()), Is.EqualTo(("False/AdoptionRefused", "own")));
    }

    [Test]
    public void IfIdentical_adopts_what_is_the_same_and_refuses_another_with_the_difference()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"same","access_model_names":["b","a"]}"""));
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"other","access_model_names":["a"]}"""));
        world.Apply(Group("same", """{"models":["a","b"],"adoptionPolicy":"IfIdentical"}"""));
        world.Apply(Group("other", """{"models":["a","b"],"adoptionPolicy":"IfIdentical"}"""));
        world.Started();

        Assert.That((world.GroupReady("same"), world.GroupReady("other")), Is.EqualTo(("True/Synced", "False/AdoptionRefused")));
        Assert.That((string?)world.GroupObject("other")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("access_model_names"));
    }

    [Test]
    public void DEL2_A_group_that_was_never_written_takes_nobodys_group_along()
    {
        using var world = WorldOf();
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"parked"}"""));
        world.LiteLLM.CreateAccessGroupByHand(Json("""{"access_group_name":"refused"}"""));
        world.Apply(Group("parked", """{"agents":["missing"],"deletionPolicy":"Delete"}"""));
        world.Apply(Group("refused", """{"models":["m"],"adoptionPolicy":"Never","deletionPolicy":"Delete"}"""));
        world.Started();
        world.DeleteGroup("parked");
        world.DeleteGroup("refused");
        world.Minutes(1);

        Assert.That((world.GroupObject("parked"), world.GroupObject("refused"), world.LiteLLM.AccessGroups.Count), Is.EqualTo(((object?)null, (object?)null, 2)));
        Assert.That(world.GroupWrites(), Is.Empty);
    }

    [Test]
    public void DEL3_Two_namespaces_that_claim_one_group_have_one_winner_and_the_loser_takes_nothing_along()
    {
        using var world = WorldOf(options: new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "team-b"));
        world.Apply(Objects.Connection(ns: "team-b"));
        world.Apply(Group("g", """{"models":["a"]}"""));
        world.Apply(Group("g", """{"models":["b"]}""", "team-b"));
        world.Apply(Group("h", """{"models":["a"]}"""));
        world.Apply(Group("h", """{"models":["b"]}""", "team-b"));
        world.Started();
        Assert.That((world.GroupReady(), world.GroupReady(ns: "team-b")), Is.EqualTo(("False/Conflict", "True/Synced")));
        Assert.That(world.Stored().List("access_model_names"), Is.EqualTo(["b"]));

        world.DeleteGroup();
        world.DeleteGroup("h", "team-b");
        world.Minutes(3);
        Assert.That((world.GroupReady(ns: "team-b"), world.Stored().List("access_model_names").Single()), Is.EqualTo(("True/Synced", "b")));
        Assert.That((world.GroupReady("h"), world.Stored("h").List("access_model_names").Single()), Is.EqualTo(("True/Synced", "a")));
    }
}
