using Alitellm.Testing.LiteLLM;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.AccessGroups.AccessGroups;

namespace Alitellm.Operator.Tests.World.AccessGroups;

public sealed class AccessGroupDeletionTests
{
    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void Both_policies_delete_the_group(string policy)
    {
        using var world = Running(Spec(policy));
        world.DeleteGroup();
        world.Seconds(10);

        Assert.That((world.GroupObject(), world.LiteLLM.AccessGroups.Count), Is.EqualTo(((object?)null, 0)));
    }

    [TestCase("Orphan", false)]
    [TestCase("Delete", false)]
    [TestCase("Orphan", true)]
    [TestCase("Delete", true)]
    public void L60_What_is_gone_already_lets_the_object_go(string policy, bool wiped)
    {
        using var world = Running(Spec(policy));
        if (wiped)
        {
            world.LiteLLM.Wipe();
        }
        else
        {
            world.LiteLLM.DeleteAccessGroupByHand(world.GroupId()!);
        }

        world.DeleteGroup();
        world.Seconds(10);
        Assert.That(world.GroupObject(), Is.Null);
    }

    [TestCase("Orphan", 40, true)]
    [TestCase("Delete", 600, false)]
    public void L62_While_LiteLLM_is_down_Orphan_gives_up_after_its_grace_and_Delete_waits(string policy, double seconds, bool gone)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.Down();
        world.DeleteGroup();
        world.Seconds(20);
        Assert.That(world.GroupObject(), Is.Not.Null);
        world.Seconds(seconds);
        Assert.That(world.GroupObject() is null, Is.EqualTo(gone));

        world.LiteLLM.Faults.Up();
        world.Minutes(2);
        Assert.That((world.GroupObject() is null, world.LiteLLM.AccessGroups.Count), Is.EqualTo((true, gone ? 1 : 0)));
    }

    [TestCase("Orphan")]
    [TestCase("Delete")]
    public void L64_A_401_is_not_taken_for_an_answer(string policy)
    {
        using var world = Running(Spec(policy));
        world.LiteLLM.Faults.FailNext("DELETE /v1/access_group/{group}", LiteLLMFaultEffect.Status(401), 1);
        world.DeleteGroup();
        world.Minutes(2);

        Assert.That((world.GroupObject() is null, world.LiteLLM.AccessGroups.Count), Is.EqualTo((true, 0)));
    }

    [TestCase(403)]
    [TestCase(400)]
    public void L61_A_refusal_drains_Orphan_and_blocks_Delete(int status)
    {
        using var world = WorldOf();
        world.Apply(Group("orphan", Spec("Orphan")));
        world.Apply(Group("delete", Spec("Delete")));
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(status)) { On = "DELETE /v1/access_group/{group}" });
        world.DeleteGroup("orphan");
        world.DeleteGroup("delete");
        world.Minutes(3);
        Assert.That((world.GroupObject("orphan") is null, world.GroupObject("delete") is null), Is.EqualTo((true, false)));

        world.LiteLLM.Faults.Clear();
        world.Minutes(2);
        Assert.That(world.GroupObject("delete"), Is.Null);
    }

    private static string Spec(string policy)
    {
        return $$"""{"deletionPolicy":"{{policy}}","models":["m"]}""";
    }
}
