using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Aliases.Aliases;

namespace Alitellm.Operator.Tests.World.Aliases;

/// <summary>A9 is with the catalog.</summary>
public sealed class AliasLessonsTests
{
    [Test]
    public void A1_One_edit_is_one_pass_over_the_map()
    {
        using var world = Running();
        world.ForgetJournals();
        world.Apply(Alias("a", "fast=claude"));
        world.Seconds(4);

        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Operation), Is.EqualTo(["POST /config/update"]));
        Assert.That(world.LiteLLM.Journal.Reads, Is.InRange(2, 3), "before and after the write, and perhaps a poll");
    }

    [Test]
    public void A2_The_finalizer_goes_only_after_the_alias()
    {
        using var world = Running(members: """{"deletionPolicy":"Delete"}""");
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(503)) { On = "POST /config/update" });
        world.DeleteAlias("a");
        world.Minutes(3);
        Assert.That((world.AliasObject("a") is null, world.Map()), Is.EqualTo((false, "fast=gpt")));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That((world.AliasObject("a") is null, world.Map()), Is.EqualTo((true, "")));
    }

    [Test]
    public void A3_A_status_conflict_leaves_no_stale_rows()
    {
        using var world = Running();
        world.Kubernetes.Faults.Add(new() { Verb = "patch", Resource = "litellmmodelaliases", Action = FaultAction.Conflict(), Times = 4 });
        world.Apply(Alias("a", "fast=claude more=gpt"));
        world.Minutes(2);

        Assert.That(world.AliasObject("a")!["status"]!["aliasStatuses"]!.ToJsonString(), Is.EqualTo("""[{"name":"fast","applied":true,"appliedValue":"claude"},{"name":"more","applied":true,"appliedValue":"gpt"}]"""));
    }

    [Test]
    public void A4_An_edit_while_the_batch_waits_is_not_called_observed_before_it_is()
    {
        using var world = Running();
        world.Apply(Alias("a", "fast=claude"));
        world.Seconds(0.5);
        world.Apply(Alias("a", "fast=opus"));
        world.Seconds(0.7);
        var status = world.AliasObject("a")!;
        Assert.That((long)status["status"]!["observedGeneration"]!, Is.LessThan((long)status["metadata"]!["generation"]!));

        world.Seconds(10);
        status = world.AliasObject("a")!;
        Assert.That((world.Map(), (long)status["status"]!["observedGeneration"]!), Is.EqualTo(("fast=opus", (long)status["metadata"]!["generation"]!)));
    }

    [TestCase("POST /config/update")]
    [TestCase("GET /router/settings")]
    public void A5_A_transient_failure_is_tried_again_within_seconds(string operation)
    {
        using var world = Running();
        world.LiteLLM.Faults.FailNext(operation, LiteLLMFaultEffect.Status(503), 2);
        world.Apply(Alias("a", "fast=claude"));
        world.Seconds(30);

        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(("fast=claude", "True/Synced")));
    }

    [TestCase(500, "False/LiteLLMUnavailable")]
    [TestCase(503, "False/LiteLLMUnavailable")]
    [TestCase(401, "False/LiteLLMUnavailable")]
    [TestCase(429, "False/LiteLLMUnavailable")]
    [TestCase(400, "False/LiteLLMRejected")]
    [TestCase(422, "False/LiteLLMRejected")]
    public void A6_Only_a_refusal_is_called_one(int status, string ready)
    {
        using var world = new OperatorWorld();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = "POST /config/update" });
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();
        Assert.That(world.AliasReady("a"), Is.EqualTo(ready));

        world.LiteLLM.Faults.Clear();
        world.Minutes(7);
        Assert.That(world.AliasReady("a"), Is.EqualTo("True/Synced"));
    }

    [TestCase("claude-opus-4-8[1m]")]
    [TestCase("ollama/llama3:8b")]
    [TestCase("gpt-4@2024-08-06")]
    [TestCase("a+b.c_d")]
    [TestCase("model_group_alias")]
    public void A7_Names_that_models_really_have_are_accepted(string name)
    {
        using var world = Running($"{name}=gpt");
        Assert.That((world.Map(), world.AliasReady("a")), Is.EqualTo(($"{name}=gpt", "True/Synced")));

        world.EditMap($$"""{"{{name}}":"other"}""");
        world.Minutes(3);
        Assert.That(world.Map(), Is.EqualTo($"{name}=gpt"));
    }

    [Test]
    public void A8_Without_a_usable_Connection_LiteLLM_is_left_alone_and_nothing_dies()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetMasterKey("sk-other");
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();
        Assert.That(world.AliasReady("a"), Is.EqualTo("False/LiteLLMUnavailable"));
        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path), Has.None.EqualTo("/config/update").And.None.EqualTo("/router/settings"));

        world.LiteLLM.SetMasterKey("sk-1234");
        world.Minutes(6);
        Assert.That((world.AliasReady("a"), world.Map()), Is.EqualTo(("True/Synced", "fast=gpt")));
    }
}
