using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.GuardRails.GuardRails;

namespace Alitellm.Operator.Tests.World.GuardRails;

public sealed class GuardRailDeletionTests
{
    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void Both_policies_delete_the_row(string policy)
    {
        using var world = Running(Spec(policy));
        world.DeleteRail("pii");
        world.Seconds(10);

        Assert.That((world.Rail("pii") is null, world.LiteLLM.Guardrails.Count), Is.EqualTo((true, 0)));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void What_is_gone_already_lets_the_object_go(string policy)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Wipe();
        world.DeleteRail("pii");
        world.Seconds(10);

        Assert.That(world.Rail("pii"), Is.Null);
    }

    [TestCase("Orphan", 40, true)]
    [TestCase("Delete", 600, false)]
    public void While_LiteLLM_is_down_Orphan_gives_up_after_its_grace_and_Delete_waits(string policy, double seconds, bool gone)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.Down();
        world.DeleteRail("pii");
        world.Seconds(20);
        Assert.That(world.Rail("pii"), Is.Not.Null);
        world.Seconds(seconds);
        Assert.That(world.Rail("pii") is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That((world.Rail("pii") is null, world.LiteLLM.Guardrails.Count), Is.EqualTo((true, gone ? 1 : 0)));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void A_401_is_not_taken_for_an_answer(string policy)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.FailNext("DELETE /guardrails/{id}", LiteLLMFaultEffect.Status(401), 1);
        world.DeleteRail("pii");
        world.Minutes(2);

        Assert.That((world.Rail("pii") is null, world.LiteLLM.Guardrails.Count), Is.EqualTo((true, 0)));
    }

    [TestCase(403)]
    [TestCase(400)]
    public void A_refusal_drains_Orphan_and_blocks_Delete(int status)
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { UniqueGuardrailNames = false } });
        world.Apply(GuardRail("orphan", Spec("Orphan")));
        world.Apply(GuardRail("delete", Spec("Delete")));
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = "DELETE /guardrails/{id}" });
        world.DeleteRail("orphan");
        world.DeleteRail("delete");
        world.Minutes(3);
        Assert.That((world.Rail("orphan") is null, world.Rail("delete") is null), Is.EqualTo((true, false)));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That(world.Rail("delete"), Is.Null);
    }

    [Test]
    public void A_lost_answer_to_a_delete_ends_well()
    {
        using var world = Running(Spec("Delete"));
        world.LiteLLM.Faults.FailNext("DELETE /guardrails/{id}", LiteLLMFaultEffect.LostAnswer);
        world.DeleteRail("pii");
        world.Minutes(1);

        Assert.That((world.Rail("pii") is null, world.LiteLLM.Guardrails.Count), Is.EqualTo((true, 0)));
    }

    private static string Spec(string policy)
    {
        return With($$"""{"deletionPolicy":"{{policy}}"}""");
    }
}
