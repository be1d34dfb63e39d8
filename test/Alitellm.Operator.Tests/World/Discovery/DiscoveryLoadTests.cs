using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryLoadTests
{
    [Test]
    public void D19_What_a_pass_writes_wakes_no_further_pass()
    {
        using var world = new DiscoveryWorld([.. Enumerable.Range(0, 40).Select(index => $"m{index}")]);
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.World.Started();

        // Forty creations, their statuses and finalizers, our own status.
        Assert.That(world.Reconciles(), Is.LessThanOrEqualTo(4));
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(1));

        var before = world.Reconciles();
        world.World.Minutes(7);
        Assert.That(world.Reconciles(), Is.EqualTo(before), "statuses of the models do not wake their discovery");

        world.Edit("d", """{"params":{"rpm":5}}""");
        world.World.Seconds(60);
        Assert.That(world.Reconciles() - before, Is.LessThanOrEqualTo(3), "forty changed specs, written by the pass itself");
    }

    [Test]
    public void D19a_Many_edits_of_generated_objects_share_one_listing()
    {
        using var world = new DiscoveryWorld([.. Enumerable.Range(0, 20).Select(index => $"m{index}")]).Running();
        world.World.Minutes(5);
        for (var index = 0; index < 20; index++)
        {
            world.PatchModel($"kubeai.m{index}", """{"spec":{"params":{"model":"x"}}}""");
        }

        world.World.Seconds(5);
        Assert.That(world.Model("kubeai.m19")!["spec"]!["params"]!["model"]!.ToJsonString(), Is.EqualTo("\"hosted_vllm/m19\""));
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Two_thousand_models_are_written_once_and_a_second_pass_writes_nothing()
    {
        using var world = new DiscoveryWorld(new WorldOptions { WithConnection = false }, [.. Enumerable.Range(0, 2000).Select(index => $"m{index:D4}")]);
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.World.Started();
        Assert.That(world.Counts(), Is.EqualTo((2000, 2000, 0, 0, 0)));
        Assert.That(world.Applies(), Is.EqualTo(2000));

        world.World.ForgetJournals();
        world.Annotate("d", "touched", "1");
        world.World.Minutes(1);
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(2));
        Assert.That(world.Applies(), Is.Zero);
        Assert.That(world.Writes().Count(write => write.Contains("discover")), Is.EqualTo(1), "that it was refreshed");

        world.World.Operator.RequestStop();
        world.World.Seconds(10);
        world.World.ForgetJournals();
        world.World.Start("b");
        world.World.Minutes(1);
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(3));
        Assert.That(world.Applies(), Is.Zero, "another process, which knows nothing, writes nothing either");
        Assert.That(world.World.Kubernetes.Journal.Records.Count(record => record.Request is { Verb: "get", Resource: "litellmmodels" }), Is.Zero);
    }

    [Test]
    public void A_slow_source_keeps_no_other_waiting()
    {
        using var world = new DiscoveryWorld("a");
        world.Provider.Hold = new();
        world.Apply("slow", """{"type":"kubeai","prefix":"slow","baseUrl":"http://slow.svc/v1","refresh":{"interval":"30m"}}""");
        world.World.Start();
        world.World.Seconds(2);
        world.Provider.Hold = null;
        world.Apply("quick", """{"type":"kubeai","prefix":"quick","baseUrl":"http://quick.svc/v1","refresh":{"interval":"30m"}}""");
        world.World.Seconds(5);

        Assert.That((world.Conditions("quick"), world.Conditions("slow")), Is.EqualTo(("True/Synced True/Ok", "False/Syncing none")));
    }

    [Test]
    public void D39_The_metrics_exist_from_the_start_add_up_over_discoveries_and_are_dropped_with_them()
    {
        using var world = new DiscoveryWorld("a", "b");
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.Apply("e", """{"type":"kubeai","prefix":"other","baseUrl":"http://k.svc/v1","refresh":{"interval":"30m"},"filters":{"include":["a"]}}""");
        world.World.Started();
        var metrics = world.World.Operator.Metrics;

        Assert.That(metrics.Gauge("alitellm_operator_discovery_generated_count", DiscoveryWorld.Discovery, "kubeai"), Is.EqualTo(3));
        Assert.That(metrics.Gauge("alitellm_operator_discovery_generated_count", DiscoveryWorld.Discovery, "openai"), Is.Zero);
        Assert.That(metrics.Sum("alitellm_operator_discovery_refresh_total", DiscoveryWorld.Discovery, "kubeai", "success"), Is.EqualTo(2));
        Assert.That(metrics.Sum("alitellm_operator_child_cr_writes_total", DiscoveryWorld.Discovery, "create", "success"), Is.EqualTo(3));
        Assert.That(metrics.Series("alitellm_operator_cascade_drain_overdue_total"), Has.Some.EqualTo($"alitellm_operator_cascade_drain_overdue_total|{DiscoveryWorld.Discovery}"));
        Assert.That(metrics.Series("alitellm_operator_discovery_refresh_total"), Has.Some.EndsWith("|bedrock|error"));
        Assert.That(metrics.Series("alitellm_operator_child_cr_writes_total"), Has.Some.EndsWith("|delete|conflict"));

        world.Delete("e");
        world.World.Minutes(1);
        Assert.That(metrics.Gauge("alitellm_operator_discovery_generated_count", DiscoveryWorld.Discovery, "kubeai"), Is.EqualTo(2));
        Assert.That(metrics.Sum("alitellm_operator_child_cr_writes_total", DiscoveryWorld.Discovery, "delete", "success"), Is.EqualTo(1));
    }

    [Test]
    public void A_stopped_pass_is_done_again_by_the_next_process()
    {
        using var world = new DiscoveryWorld([.. Enumerable.Range(0, 30).Select(index => $"m{index}")]);
        world.Apply("d", DiscoveryWorld.KubeAi);
        world.World.Start().SetLatency(TimeSpan.FromMilliseconds(50));
        world.World.RunUntil(() => world.Models.Count >= 10, TimeSpan.FromMinutes(1));
        world.World.Operator.Kill();
        world.World.Start("b");
        world.World.Minutes(2);

        Assert.That(world.Models, Has.Count.EqualTo(30));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }
}
