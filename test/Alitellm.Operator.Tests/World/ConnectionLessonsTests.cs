using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>What the field has learnt about connections to LiteLLM the hard way.</summary>
public sealed class ConnectionLessonsTests
{
    [Test]
    public void C1_The_master_key_is_never_looked_up_as_if_it_were_a_virtual_key()
    {
        using var world = new OperatorWorld().Started();

        Assert.That(world.LiteLLM.Journal.Calls.Select(call => call.Path), Has.None.EqualTo("/key/info"));
    }

    [Test]
    public void C2_A_wrong_key_shows_although_LiteLLM_is_healthy_without_one()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetMasterKey("sk-other");
        world.Started();

        Assert.That(OperatorWorld.Condition(world.Connection(), "Ready"), Is.EqualTo("False/BadMasterKey"));
    }

    [Test]
    public void C7_What_recovers_wakes_the_objects_of_its_own_namespace()
    {
        using var world = new OperatorWorld(new() { WithConnection = false, Namespaces = ["tenant"] });
        world.Apply(Objects.Connection(ns: "tenant"));
        world.Apply(Objects.Model("gpt", ns: "tenant"));
        world.Started();
        Assert.That(world.Ready("gpt", "tenant"), Is.EqualTo("False/LiteLLMUnavailable"));

        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "tenant"));
        world.Seconds(10);

        Assert.That(world.Ready("gpt", "tenant"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void C8_A_stop_amid_refused_keys_is_a_clean_one()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.LiteLLM.SetMasterKey("sk-other");
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.3}}"""));

        world.Operator.RequestStop();
        world.Seconds(30);

        Assert.That((world.Operator.IsRunning, world.Operator.Failure), Is.EqualTo((false, (Exception?)null)));
    }

    [Test]
    public void C9_A_recovery_wakes_every_kind()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.SetMasterKey("sk-other");
        world.Apply(Objects.Model("gpt"));
        world.Apply(Objects.Of("LiteLLMGuardRail", "guard", "default", new() { ["guardrailName"] = "guard", ["provider"] = "presidio", ["mode"] = new System.Text.Json.Nodes.JsonArray("pre_call") }));
        world.Apply(Objects.Of("LiteLLMMCPServer", "server", "default", new() { ["endpoint"] = "http://server.example", ["transport"] = "http" }));
        world.Started();
        Assert.That(world.Objects().Select(found => OperatorWorld.Condition(found, "Ready")), Is.All.EqualTo("False/LiteLLMUnavailable"));

        world.Apply(Objects.Secret("litellm", "master-key", "sk-other"));
        world.Seconds(20);

        Assert.That(world.Unready(), Is.Empty);
    }

    [Test]
    public void C12_However_long_the_outage_was_its_end_is_noticed_within_a_minute()
    {
        using var world = new OperatorWorld().Started();
        world.LiteLLM.Faults.Down(TimeSpan.FromHours(3));
        world.Apply(Objects.Model("gpt"));
        world.Minutes(180);

        Assert.That(world.RunUntil(() => world.Ready("gpt") == "True/Synced", TimeSpan.FromMinutes(1)), Is.True);
    }
}
