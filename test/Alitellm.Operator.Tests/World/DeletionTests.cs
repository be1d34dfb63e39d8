using Alitellm.Operator.Observability;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class DeletionTests
{
    private const string Override = "litellm.ackstorm.ai/deletion-policy-override";
    private const string DeletePolicy = """{"params":{"model":"openai/gpt-4o"},"deletionPolicy":"Delete"}""";
    private const string OrphanPolicy = """{"params":{"model":"openai/gpt-4o"}}""";

    [TestCase(OrphanPolicy)]
    [TestCase(DeletePolicy)]
    public void Both_policies_delete_the_row(string spec)
    {
        using var world = Running(spec);
        world.DeleteModel("gpt");
        world.Seconds(10);

        Assert.That((world.Model("gpt"), world.LiteLLM.Models.Count), Is.EqualTo(((object?)null, 0)));
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DriftCorrected, "delete_vanished"), Is.EqualTo(1));
    }

    [TestCase(OrphanPolicy)]
    [TestCase(DeletePolicy)]
    public void A_row_already_gone_lets_the_object_go_under_both_policies(string spec)
    {
        using var world = Running(spec);
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.DeleteModel("gpt");
        world.Seconds(10);

        Assert.That(world.Model("gpt"), Is.Null);
    }

    [TestCase(OrphanPolicy)]
    [TestCase(DeletePolicy)]
    public void A_wiped_LiteLLM_lets_the_object_go_under_both_policies(string spec)
    {
        using var world = Running(spec);
        world.LiteLLM.Wipe();
        world.DeleteModel("gpt");
        world.Seconds(10);

        Assert.That(world.Model("gpt"), Is.Null);
    }

    [Test]
    public void M14_A_model_that_was_rejected_can_be_deleted()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("bad", """{"params":{},"deletionPolicy":"Delete"}"""));
        world.Started();
        world.DeleteModel("bad");
        world.Seconds(10);

        Assert.That(world.Model("bad"), Is.Null);
    }

    [Test]
    public void Orphan_gives_up_after_the_grace_and_not_before()
    {
        using var world = Running(OrphanPolicy);
        world.LiteLLM.Faults.Down();
        world.DeleteModel("gpt");

        world.Seconds(25);
        Assert.That(world.Model("gpt"), Is.Not.Null);
        world.Seconds(10);
        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.Operator.Metrics.Sum(MetricNames.DeletionOrphaned), Is.EqualTo(1));
        Assert.That(world.Operator.Log.Lines, Has.Some.Contains(OperatorWorld.IdOf("gpt")));
    }

    [Test]
    public void Orphan_still_deletes_when_LiteLLM_comes_back_within_the_grace()
    {
        using var world = Running(OrphanPolicy);
        world.LiteLLM.Faults.Down(TimeSpan.FromSeconds(8));
        world.DeleteModel("gpt");
        world.Seconds(40);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void Delete_waits_for_LiteLLM_however_long_it_takes()
    {
        using var world = Running(DeletePolicy);
        world.LiteLLM.Faults.Down();
        world.DeleteModel("gpt");
        world.Minutes(20);
        Assert.That(world.Model("gpt"), Is.Not.Null);

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void The_override_Orphan_frees_a_blocked_object_while_LiteLLM_is_down()
    {
        using var world = Running(DeletePolicy);
        world.LiteLLM.Faults.Down();
        world.DeleteModel("gpt");
        world.Minutes(2);

        world.Annotate("gpt", Override, "Orphan");
        world.Seconds(5);
        Assert.That(world.Model("gpt"), Is.Null);
    }

    [Test]
    public void A_refused_delete_drains_Orphan_and_blocks_Delete()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("orphan", OrphanPolicy));
        world.Apply(Objects.Model("delete", DeletePolicy));
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(403)) { On = "POST /model/delete" });
        world.DeleteModel("orphan");
        world.DeleteModel("delete");
        world.Minutes(3);
        Assert.That((world.Model("orphan") is null, world.Model("delete") is null), Is.EqualTo((true, false)));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That(world.Model("delete"), Is.Null);
    }

    [TestCase(401)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(429)]
    public void An_unclear_delete_is_tried_again_until_it_is_confirmed(int status)
    {
        using var world = Running(DeletePolicy);
        world.LiteLLM.Faults.FailNext("POST /model/delete", LiteLLMFaultEffect.Status(status), 2);
        world.DeleteModel("gpt");
        world.Minutes(5);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void A_lost_answer_to_a_delete_ends_well()
    {
        using var world = Running(DeletePolicy);
        world.LiteLLM.Faults.FailNext("POST /model/delete", LiteLLMFaultEffect.LostAnswer);
        world.DeleteModel("gpt");
        world.Minutes(2);

        Assert.That(world.Model("gpt"), Is.Null);
    }

    [Test]
    public void A_suspended_object_stays_until_it_is_resumed()
    {
        using var world = Running(OrphanPolicy);
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"suspend":true}"""));
        world.Seconds(5);
        world.ForgetJournals();
        world.DeleteModel("gpt");
        world.Minutes(5);
        Assert.That(world.Model("gpt"), Is.Not.Null);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);

        world.Do(() => world.Kubernetes.Patch("litellmmodels.litellm.ackstorm.ai", "default", "gpt", new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["suspend"] = false } }));
        world.Seconds(10);
        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void A_suspended_object_is_drained_by_the_override_and_leaves_its_row()
    {
        using var world = Running(OrphanPolicy);
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"suspend":true}"""));
        world.Seconds(5);
        world.DeleteModel("gpt");
        world.Seconds(5);
        world.Annotate("gpt", Override, "Orphan");
        world.Seconds(5);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_object_deleted_and_applied_again_at_once_has_its_row()
    {
        using var world = Running(OrphanPolicy);
        world.DeleteModel("gpt");
        world.Seconds(2);
        world.Apply(Objects.Model("gpt"));
        world.Minutes(3);

        Assert.That(world.Row("gpt"), Is.Not.Null);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Every_duplicate_that_carries_our_mark_goes_with_the_object()
    {
        using var world = Running(OrphanPolicy);
        world.LiteLLM.DuplicateByHand(OperatorWorld.IdOf("gpt"));
        world.Run(TimeSpan.FromSeconds(34));
        world.LiteLLM.Faults.Clear();
        world.DeleteModel("gpt");
        world.Minutes(1);

        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void Who_forbids_the_end_of_an_object_is_asked_ever_more_seldom()
    {
        using var world = Running(OrphanPolicy);
        var refusal = world.Kubernetes.Faults.Add(new FaultRule { Action = FaultAction.Answer(422, "Invalid"), Verb = "patch", Resource = "litellmmodels", Subresource = "" });
        world.DeleteModel("gpt");
        world.Minutes(5);
        Assert.That(refusal.Hits, Is.InRange(10, 100));

        world.Kubernetes.Faults.Remove(refusal);
        world.Minutes(1);
        Assert.That(world.Model("gpt"), Is.Null);
    }

    private static OperatorWorld Running(string spec)
    {
        var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", spec));
        return world.Started();
    }
}
