using System.Text.Json.Nodes;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Aliases.Aliases;

namespace Alitellm.Operator.Tests.World.Aliases;

public sealed class AliasConflictTests
{
    [Test]
    public void The_name_that_sorts_last_has_a_contended_alias_and_the_other_keeps_its_rest()
    {
        using var world = new OperatorWorld();
        world.Apply(Alias("a", "own=gpt both=gpt"));
        world.Apply(Alias("b", "mine=claude both=claude"));
        world.Started();

        Assert.That(world.Map(), Is.EqualTo("both=claude mine=claude own=gpt"));
        Assert.That((world.AliasReady("a"), world.AliasReady("b")), Is.EqualTo(("False/PartialAliasConflict", "True/Synced")));
        Assert.That(OperatorWorld.Message(world.AliasObject("a")), Does.Contain("both→default/b#1"));
        Assert.That(world.AliasObject("a")!["status"]!["aliasStatuses"]!.ToJsonString(), Is.EqualTo("""[{"name":"own","applied":true,"appliedValue":"gpt"},{"name":"both","applied":false,"conflictsWith":"default/b#1"}]"""));
        Assert.That(world.Posts(), Is.LessThanOrEqualTo(2));
        world.ForgetJournals();
        world.Minutes(15);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [Test]
    public void An_object_that_has_none_of_its_aliases_writes_nothing()
    {
        using var world = Running("fast=claude");
        world.ForgetJournals();
        world.Apply(Alias("0-first", "fast=gpt"));
        world.Minutes(2);

        Assert.That((world.AliasReady("0-first"), world.Posts(), world.Map()), Is.EqualTo(("False/PartialAliasConflict", 0, "fast=claude")));
        world.DeleteAlias("0-first");
        world.Minutes(1);
        Assert.That((world.Map(), world.AliasObject("0-first")), Is.EqualTo(("fast=claude", (JsonObject?)null)));
    }

    [Test]
    public void When_the_winner_goes_the_next_one_has_the_alias_and_it_is_never_gone()
    {
        using var world = new OperatorWorld();
        world.Apply(Alias("a", "fast=gpt"));
        world.Apply(Alias("b", "fast=claude"));
        world.Started();
        world.ForgetJournals();

        world.DeleteAlias("b");
        world.Minutes(1);
        Assert.That((world.Map(), world.AliasReady("a"), world.AliasObject("b")), Is.EqualTo(("fast=gpt", "True/Synced", (JsonObject?)null)));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Body), Is.All.Contains("\"fast\""));
    }

    [Test]
    public void When_the_winner_drops_a_name_from_its_spec_the_next_one_has_it()
    {
        using var world = new OperatorWorld();
        world.Apply(Alias("a", "fast=gpt"));
        world.Apply(Alias("b", "fast=claude more=claude"));
        world.Started();

        world.Apply(Alias("b", "more=claude"));
        world.Minutes(1);
        Assert.That((world.Map(), world.AliasReady("a"), world.AliasReady("b")), Is.EqualTo(("fast=gpt more=claude", "True/Synced", "True/Synced")));
    }

    [Test]
    public void A_newcomer_that_sorts_last_takes_the_name_over()
    {
        using var world = Running();
        world.Apply(Alias("b", "fast=claude", """{"adoptionPolicy":"Never"}"""));
        world.Minutes(1);
        Assert.That((world.Map(), world.AliasReady("a"), world.AliasReady("b")), Is.EqualTo(("fast=claude", "False/PartialAliasConflict", "True/Synced")));

        world.DeleteAlias("a");
        world.Minutes(1);
        Assert.That(world.Map(), Is.EqualTo("fast=claude"));
    }

    [Test]
    public void Objects_of_two_namespaces_contend_by_namespace_and_name()
    {
        using var world = new OperatorWorld(new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "z"));
        world.Apply(Objects.Connection(ns: "z"));
        world.Apply(Alias("last", "fast=gpt"));
        world.Apply(Alias("a", "fast=claude", ns: "z"));
        world.Started();

        Assert.That((world.Map(), world.AliasReady("last"), world.AliasReady("a", "z")), Is.EqualTo(("fast=claude", "False/PartialAliasConflict", "True/Synced")));
    }

    [TestCase("Always", "other", "True/Synced", "fast=gpt")]
    [TestCase("IfIdentical", "gpt", "True/Synced", "fast=gpt")]
    [TestCase("IfIdentical", "other", "False/AdoptionRefused", "fast=other")]
    [TestCase("Never", "gpt", "False/AdoptionRefused", "fast=gpt")]
    public void An_alias_made_by_hand_is_adopted_as_the_policy_says(string policy, string value, string ready, string map)
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json($$"""{"model_group_alias":{"fast":"{{value}}"} }"""));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("a", "fast=gpt", $$"""{"adoptionPolicy":"{{policy}}"}"""));
        world.Started();

        Assert.That((world.AliasReady("a"), world.Map()), Is.EqualTo((ready, map)));
        world.DeleteAlias("a");
        world.Minutes(1);
        Assert.That((world.Map(), world.AliasObject("a")), Is.EqualTo((ready == "True/Synced" ? "" : map, (JsonObject?)null)));
    }

    [Test]
    public void A_refused_adoption_shows_the_difference_and_ends_when_the_alias_does()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json("""{"model_group_alias":{"fast":"other"}}"""));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("a", "fast=gpt", """{"adoptionPolicy":"Never"}"""));
        world.Started();
        Assert.That((string?)world.AliasObject("a")!["status"]!["drift"]!["fields"]![0]!["path"], Is.EqualTo("model_group_alias.fast"));
        Assert.That(OperatorWorld.Condition(world.AliasObject("a"), "Stalled"), Is.EqualTo("True/AdoptionRefused"));

        world.EditMap("""{"fast":null}""");
        world.Minutes(2);
        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=gpt", "True/Synced")));
    }

    [Test]
    public void Replacing_an_object_by_one_that_never_adopts_works()
    {
        using var world = Running();
        world.DeleteAlias("a");
        world.Apply(Alias("b", "fast=claude", """{"adoptionPolicy":"Never"}"""));
        world.Minutes(2);

        Assert.That((world.Map(), world.AliasReady("b")), Is.EqualTo(("fast=claude", "True/Synced")));
    }

    [Test]
    public void Aliases_that_the_reference_operator_applied_are_taken_over_and_go_with_their_object()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetRouterSettingsByHand(Json("""{"model_group_alias":{"fast":"gpt","by-hand":"x"}}"""));
        world.LiteLLM.ReloadAll();
        world.Apply(Alias("a", "fast=gpt", """{"adoptionPolicy":"Never"}"""));
        world.Do(() => world.Kubernetes.Patch(Resource, "default", "a", Json("""{"status":{"observedGeneration":1,"aliasStatuses":[{"name":"fast","applied":true,"appliedValue":"gpt"}]}}"""), "status"));
        world.Started();
        Assert.That((world.AliasReady("a"), world.Posts()), Is.EqualTo(("True/Synced", 0)));

        world.DeleteAlias("a");
        world.Minutes(1);
        Assert.That(world.Map(), Is.EqualTo("by-hand=x"));
    }
}
