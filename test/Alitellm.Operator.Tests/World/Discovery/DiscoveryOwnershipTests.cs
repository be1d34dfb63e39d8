using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.Discovery;

public sealed class DiscoveryOwnershipTests
{
    private const string HandMade = """{"params":{"model":"openai/gpt-4o"}}""";

    [Test]
    public void A_model_that_a_user_wrote_is_left_alone()
    {
        using var world = new DiscoveryWorld("a", "b");
        world.World.Apply(Objects.Model("kubeai.a", HandMade));
        world.Running();

        Assert.That(world.Skipped(), Is.EqualTo(["kubeai.a/ExplicitModelExists"]));
        Assert.That((string?)world.Status()["skippedCandidates"]![0]!["ownedBy"], Is.EqualTo("kubeai.a"));
        Assert.That((string?)world.Model("kubeai.a")!["spec"]!["params"]!["model"], Is.EqualTo("openai/gpt-4o"));
        Assert.That(world.Model("kubeai.a")!["metadata"]!["ownerReferences"], Is.Null);
        Assert.That(world.Counts(), Is.EqualTo((2, 1, 1, 0, 0)));
        Assert.That(world.Events(), Has.Some.Contains("CandidatesSkipped"));
    }

    [Test]
    public void A_name_that_comes_free_is_taken_at_once()
    {
        using var world = new DiscoveryWorld("a");
        world.World.Apply(Objects.Model("kubeai.a", HandMade));
        world.Running();
        world.DeleteModel("kubeai.a");
        world.World.Seconds(10);

        Assert.That((string?)world.Model("kubeai.a")?["spec"]!["params"]!["model"], Is.EqualTo("hosted_vllm/a"));
        Assert.That(world.Counts(), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(1), "the source was not asked for it");
    }

    [Test]
    public void Of_two_discoveries_the_first_keeps_a_name_until_it_gives_it_up()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.Apply("e", DiscoveryWorld.KubeAi);
        world.World.Seconds(30);
        var holder = (string?)world.Get("d")!["metadata"]!["uid"];
        Assert.That(world.Skipped("e"), Is.EqualTo(["kubeai.a/Conflict"]));
        Assert.That((string?)world.Status("e")["skippedCandidates"]![0]!["ownedBy"], Is.EqualTo($"LiteLLMModelDiscovery/d/{holder}"));
        Assert.That(world.Model("kubeai.a")!["metadata"]!["ownerReferences"]!.AsArray(), Has.Count.EqualTo(1));

        world.Delete("d");
        world.World.Seconds(40);
        Assert.That((string?)world.Model("kubeai.a")?["metadata"]!["ownerReferences"]![0]!["name"], Is.EqualTo("e"));
        Assert.That(world.Skipped("e"), Is.Empty);
    }

    [Test]
    public void An_adopted_model_is_neither_written_nor_pruned_nor_taken_along()
    {
        using var world = new DiscoveryWorld("a", "b", "c").Running();
        world.PatchModel("kubeai.a", """{"metadata":{"ownerReferences":null},"spec":{"params":{"model":"mine/a"}}}""");
        world.World.Minutes(12);
        Assert.That(world.Skipped(), Is.EqualTo(["kubeai.a/ExplicitModelExists"]));
        Assert.That((string?)world.Status()["skippedCandidates"]![0]!["message"], Does.Contain("adopted"));
        Assert.That((string?)world.Status()["skippedCandidates"]![0]!["ownedBy"], Is.EqualTo("kubeai.a"));

        world.Provider.Models = ["b", "c"];
        world.World.Minutes(33);
        Assert.That((string?)world.Model("kubeai.a")?["spec"]!["params"]!["model"], Is.EqualTo("mine/a"));
        Assert.That((string?)world.Model("kubeai.a")!["metadata"]!["labels"]!["litellm.ackstorm.ai/generated-by"], Is.EqualTo("d"));
        Assert.That(world.Counts(), Is.EqualTo((2, 2, 0, 0, 0)), "no candidate any more");

        world.Delete("d");
        world.World.Minutes(1);
        Assert.That(world.Get(), Is.Null);
        Assert.That(world.Models, Is.EqualTo(["kubeai.a"]));
    }

    [Test]
    public void A_label_alone_makes_nothing_ours()
    {
        using var world = new DiscoveryWorld("a", "b").Running();
        var planted = Objects.Model("planted", HandMade);
        planted["metadata"]!["labels"] = new JsonObject { ["litellm.ackstorm.ai/generated-by"] = "d" };
        world.World.Apply(planted);
        world.Annotate("d", "touched", "1");
        world.World.Seconds(30);
        Assert.That(world.Models, Has.Member("planted"));

        world.Delete("d");
        world.World.Minutes(1);
        Assert.That(world.Get(), Is.Null);
        Assert.That(world.Models, Is.EqualTo(["planted"]));
    }

    [Test]
    public void A_changed_field_is_put_back_and_what_a_user_adds_stays()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.PatchModel("kubeai.a", """{"spec":{"params":{"model":"mine/a","temperature":0.5},"info":{"mode":"chat"}}}""");
        world.World.Seconds(10);
        var spec = world.Model("kubeai.a")!["spec"]!;
        Assert.That(((string?)spec["params"]!["model"], (double?)spec["params"]!["temperature"], (string?)spec["info"]!["mode"]), Is.EqualTo(("hosted_vllm/a", 0.5, "chat")));

        world.World.Minutes(1);
        world.World.ForgetJournals();
        world.World.Minutes(35);
        Assert.That(world.Writes().Where(write => write.Contains("patch") && write.Contains("litellmmodels/") && !write.Contains("status")), Is.Empty);
    }

    [Test]
    public void A_key_taken_out_of_the_discovery_is_taken_out_of_its_objects_also_across_a_restart()
    {
        using var world = new DiscoveryWorld("a").Running("""{"type":"kubeai","baseUrl":"http://k.svc/v1","refresh":{"interval":"30m"},"params":{"rpm":5,"tpm":7}}""");
        world.PatchModel("kubeai.a", """{"spec":{"params":{"temperature":0.5}}}""");
        world.Edit("d", """{"params":{"rpm":null}}""");
        world.World.Seconds(10);
        Assert.That(world.Model("kubeai.a")!["spec"]!["params"]!.AsObject().Select(key => key.Key), Is.EquivalentTo(["model", "api_base", "tpm", "temperature"]));

        world.World.Operator.RequestStop();
        world.World.Seconds(10);
        world.Edit("d", """{"params":{"tpm":null}}""");
        world.World.Start("b");
        world.World.Minutes(1);
        Assert.That(world.Model("kubeai.a")!["spec"]!["params"]!.AsObject().Select(key => key.Key), Is.EquivalentTo(["model", "api_base", "temperature"]));
    }

    [Test]
    public void A_model_deleted_by_hand_comes_back_once_it_is_gone()
    {
        using var world = new DiscoveryWorld("a").Running();
        var before = (string?)world.Model("kubeai.a")!["metadata"]!["uid"];
        world.DeleteModel("kubeai.a");
        world.World.Seconds(30);

        Assert.That((string?)world.Model("kubeai.a")?["metadata"]!["uid"], Is.Not.Null.And.Not.EqualTo(before));
        Assert.That(world.Conditions(), Is.EqualTo("True/Synced True/Ok"));
    }

    [Test]
    public void D36_A_name_whose_holder_is_going_is_taken_over_within_seconds_and_the_source_is_not_asked_for_it()
    {
        using var world = new DiscoveryWorld("a");
        world.World.Apply(Stuck("kubeai.a"));
        world.World.DeleteModel("kubeai.a");
        world.Running();
        Assert.That(world.Counts(), Is.EqualTo((1, 0, 0, 0, 1)));

        world.PatchModel("kubeai.a", """{"metadata":{"finalizers":null}}""");
        world.World.Seconds(10);
        Assert.That(world.Counts(), Is.EqualTo((1, 1, 0, 0, 0)));
        Assert.That(world.Provider.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void D36a_An_object_of_ours_that_is_stuck_is_never_written_and_makes_no_haste()
    {
        using var world = new DiscoveryWorld("a").Running();
        world.PatchModel("kubeai.a", """{"metadata":{"finalizers":["example.com/stuck"]}}""");
        world.DeleteModel("kubeai.a");
        world.World.Seconds(30);
        world.World.ForgetJournals();
        world.World.Minutes(15);

        Assert.That(world.Counts(), Is.EqualTo((1, 0, 0, 0, 1)));
        Assert.That(world.Writes().Where(write => write.Contains("discover") || (write.StartsWith("patch") && write.EndsWith("kubeai.a"))), Is.Empty);
        Assert.That(world.World.Kubernetes.Journal.Records.Count(record => record.Request is { Verb: "get", Resource: "litellmmodels" }), Is.LessThan(5));

        world.PatchModel("kubeai.a", """{"metadata":{"finalizers":null}}""");
        world.World.Seconds(10);
        Assert.That(world.Counts(), Is.EqualTo((1, 1, 0, 0, 0)));
    }

    private static JsonObject Stuck(string name)
    {
        var model = Objects.Model(name, HandMade);
        model["metadata"]!["finalizers"] = new JsonArray("example.com/stuck");
        return model;
    }
}
