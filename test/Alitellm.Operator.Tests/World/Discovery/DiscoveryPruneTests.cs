using System.Net;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryPruneTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(0, 10).Select(index => $"m{index}")];

    [Test]
    public void Exactly_what_vanished_at_the_source_goes()
    {
        using var world = new DiscoveryWorld("a", "b", "c").Running();
        world.Provider.Models = ["a", "c"];
        world.Annotate("d", "touched", "1");
        world.World.Seconds(30);

        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.c"]));
        Assert.That(world.World.Rows("kubeai.b"), Is.Empty, "its entry went with it");
    }

    [Test]
    public void D35_An_edit_of_the_filters_prunes_at_once_however_much_it_drops()
    {
        using var world = new DiscoveryWorld(Ten).Running();
        world.Edit("d", """{"filters":{"include":["m[01]"]}}""");
        world.World.Seconds(30);

        Assert.That(world.Models, Is.EqualTo(["kubeai.m0", "kubeai.m1"]));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void Another_prefix_renames_everything_in_one_pass_and_the_new_ones_come_first()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.World.ForgetJournals();
        world.Edit("d", """{"prefix":"other"}""");
        world.World.Seconds(30);

        Assert.That(world.Models, Is.EqualTo(["other.a", "other.b"]));
        var writes = world.Writes().Where(write => write.Contains("litellmmodels/")).ToList();
        Assert.That(writes.FindLastIndex(write => write.StartsWith("patch") && write.EndsWith("other.b")), Is.LessThan(writes.FindIndex(write => write.StartsWith("delete"))), string.Join('\n', writes));
    }

    [Test]
    public void A_source_that_suddenly_has_much_less_deletes_nothing_until_somebody_says_so()
    {
        using var world = new DiscoveryWorld(Ten).Running();
        world.Provider.Models = ["m0", "m1", "m2", "new"];
        world.Annotate("d", "touched", "1");
        world.World.Seconds(30);
        Assert.That(world.Conditions(), Is.EqualTo("False/PruneHeld True/Ok"));
        Assert.That(world.Message(), Does.Contain("7 of 10").And.Contain("set spec.pruneGuard.maxShrinkPercent to 70 or more"));
        Assert.That(world.Models, Has.Count.EqualTo(11), "what is new is generated all the same");
        Assert.That(world.Events(), Has.Some.Contains("PruneHeld"));

        world.Edit("d", """{"refresh":{"interval":"45m"}}""");
        world.World.Seconds(30);
        Assert.That(world.Conditions(), Is.EqualTo("False/PruneHeld True/Ok"), "an edit of something else is no consent");

        world.Edit("d", """{"pruneGuard":{"maxShrinkPercent":70}}""");
        world.World.Seconds(30);
        Assert.That(world.Models, Is.EqualTo(["kubeai.m0", "kubeai.m1", "kubeai.m2", "kubeai.new"]));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void A_held_prune_is_let_go_when_the_source_has_everything_again()
    {
        using var world = new DiscoveryWorld(Ten).Running();
        world.Provider.Models = ["m0"];
        world.Annotate("d", "touched", "1");
        world.World.Seconds(30);
        world.Provider.Models = Ten;
        world.World.Minutes(33);

        Assert.That(world.Models, Has.Count.EqualTo(10));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void An_empty_answer_prunes_nothing_unless_that_is_allowed()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.Provider.Models = [];
        world.Annotate("d", "touched", "1");
        world.World.Seconds(30);
        Assert.That(world.Conditions(), Is.EqualTo("False/UpstreamInvalid True/Ok"));
        Assert.That(world.Message(), Does.Contain("2 generated objects").And.Contain("set spec.pruneGuard.allowEmpty to true"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));

        world.Edit("d", """{"pruneGuard":{"allowEmpty":true}}""");
        world.World.Seconds(30);
        Assert.That(world.Models, Is.Empty);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void An_empty_source_without_generated_objects_is_nothing_wrong()
    {
        using var world = new DiscoveryWorld().Running();

        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(world.Counts(), Is.EqualTo((0, 0, 0, 0, 0)));
    }

    [TestCase(403, "Forbidden")]
    [TestCase(500, "InternalError")]
    public void D23_A_kept_candidate_that_cannot_be_written_keeps_its_object(int code, string reason)
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        var uid = (string?)world.Model("kubeai.a")!["metadata"]!["uid"];
        var fault = world.World.Kubernetes.Faults.Add(new FaultRule { Verb = "patch", Resource = "litellmmodels", Subresource = "", Name = "kubeai.a", Action = FaultAction.Answer(code, reason) });
        world.Edit("d", """{"params":{"rpm":5}}""");
        world.World.Seconds(30);

        Assert.That(world.Conditions(), Is.EqualTo("False/ChildCRWriteFailed True/Ok"));
        Assert.That(world.Counts(), Is.EqualTo((2, 1, 0, 1, 0)));
        Assert.That((string?)world.Status()["failedCandidates"]![0]!["name"], Is.EqualTo("kubeai.a"));
        Assert.That((string?)world.Model("kubeai.a")?["metadata"]!["uid"], Is.EqualTo(uid));
        Assert.That((int?)world.Model("kubeai.b")!["spec"]!["params"]!["rpm"], Is.EqualTo(5));

        world.World.Kubernetes.Faults.Remove(fault);
        world.World.Minutes(code == 500 ? 2 : 33);
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void A_kept_candidate_that_cannot_be_read_keeps_its_object()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.World.Kubernetes.Faults.Add(new FaultRule { Verb = "get", Resource = "litellmmodels", Name = "kubeai.a", Action = FaultAction.InternalError() });
        world.Edit("d", """{"params":{"rpm":5}}""");
        world.World.Seconds(30);

        Assert.That(world.Conditions(), Is.EqualTo("False/ChildCRWriteFailed True/Ok"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
    }

    [Test]
    public void An_API_server_that_is_away_ends_the_pass_and_changes_nothing()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.World.Kubernetes.Faults.Add(new FaultRule { Resource = "litellmmodels", Where = request => request.Verb is "get" or "patch", Action = FaultAction.Refuse(), Times = 6 });
        world.Edit("d", """{"params":{"rpm":5}}""");
        world.World.Minutes(1);

        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
    }

    [Test]
    public void What_cannot_be_deleted_now_is_deleted_soon()
    {
        using var world = new DiscoveryWorld("a", "b", "c").Running();
        world.World.Kubernetes.Faults.Add(new FaultRule { Verb = "delete", Resource = "litellmmodels", Action = FaultAction.InternalError(), Times = 1 });
        world.Provider.Models = ["a", "b"];
        world.Annotate("d", "touched", "1");
        world.World.Minutes(2);

        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
    }

    [Test]
    public void D32_A_failure_of_the_source_while_it_also_lost_models_prunes_nothing()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.Provider.Models = ["a"];
        world.Provider.Status = HttpStatusCode.BadGateway;
        world.World.Minutes(45);

        Assert.That(world.Models, Is.EqualTo(["kubeai.a", "kubeai.b"]));
    }

    [Test]
    public void D42_A_pruned_model_goes_although_LiteLLM_is_down_and_whatever_its_policy_says()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        world.PatchModel("kubeai.b", """{"spec":{"deletionPolicy":"Delete"},"metadata":{"annotations":{"litellm.ackstorm.ai/deletion-policy-override":"Delete"}}}""");
        world.World.LiteLLM.Faults.Down();
        world.Provider.Models = ["a"];
        world.Annotate("d", "touched", "1");
        world.World.Minutes(2);

        Assert.That(world.Models, Is.EqualTo(["kubeai.a"]));
    }
}
