using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryDeletionTests
{
    [Test]
    public void D16_A_deleted_discovery_deletes_its_objects_waits_for_them_and_goes_last()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.World.ForgetJournals();
        world.Delete("d");
        world.World.Seconds(40);

        Assert.That((world.Get(), world.Models.Count, world.World.LiteLLM.Models.Count), Is.EqualTo(((System.Text.Json.Nodes.JsonObject?)null, 0, 0)));
        var writes = world.Writes();
        Assert.That(writes.Count(write => write.StartsWith("delete") && write.Contains("litellmmodels/kubeai.")), Is.EqualTo(2), string.Join('\n', writes));
        var lastOfChildren = writes.ToList().FindLastIndex(write => write.Contains("litellmmodels/"));
        Assert.That(writes.ToList().FindLastIndex(write => write.EndsWith("litellmmodeldiscoveries/d")), Is.GreaterThan(lastOfChildren));
    }

    [Test]
    public void D17_A_drain_that_lasts_is_told_once_and_then_every_five_minutes()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.PatchModel("kubeai.a", """{"metadata":{"finalizers":["example.com/stuck"]}}""");
        world.Delete("d");
        world.World.Seconds(60);
        Assert.That(OperatorWorld.Condition(world.Get(), "Ready"), Is.EqualTo("False/Deleting"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a"]));

        world.World.ForgetJournals();
        world.World.Minutes(3.5);
        Assert.That(world.Writes(), Is.Empty, "the wait is told once");
        Assert.That(world.World.Operator.Metrics.Sum("alitellm_operator_cascade_drain_overdue_total", DiscoveryWorld.Discovery), Is.Zero);

        world.World.Minutes(8);
        Assert.That(world.World.Operator.Metrics.Sum("alitellm_operator_cascade_drain_overdue_total", DiscoveryWorld.Discovery), Is.EqualTo(2));
        Assert.That(world.Events(), Has.Some.Contains("CascadeDrainOverdue"));
        Assert.That(world.World.Operator.Log.Lines.Count(line => line.Contains("is deleted once its")), Is.LessThanOrEqualTo(2));

        world.PatchModel("kubeai.a", """{"metadata":{"finalizers":null}}""");
        world.World.Seconds(10);
        Assert.That(world.Get(), Is.Null);
    }

    [Test]
    public void A_deleted_discovery_is_not_gated_on_its_source_or_on_LiteLLM()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.World.LiteLLM.Faults.Down();
        world.Provider.Status = System.Net.HttpStatusCode.InternalServerError;
        world.Delete("d");
        world.World.Minutes(2);

        Assert.That(world.Get(), Is.Null);
        Assert.That(world.Models, Is.Empty);
    }

    [Test]
    public void A_delete_that_fails_is_tried_again()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.World.Kubernetes.Faults.Add(new() { Verb = "delete", Resource = "litellmmodels", Action = Alitellm.Testing.Kubernetes.FaultAction.InternalError(), Times = 3 });
        world.Delete("d");
        world.World.Minutes(1);

        Assert.That(world.Get(), Is.Null);
    }

    [Test]
    public void Without_a_Connection_a_discovery_works_and_no_request_of_its_own_goes_to_LiteLLM()
    {
        using var world = new DiscoveryWorld(new WorldOptions { WithConnection = false }, "a").Running();

        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a"]));
        Assert.That(world.World.LiteLLM.Journal.Calls, Is.Empty);
    }
}
