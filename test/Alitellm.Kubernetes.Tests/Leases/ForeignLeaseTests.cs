using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

public sealed class ForeignLeaseTests
{
    private readonly LeaseWorld _template = new() { Foreign = [new ObjectKey("watched", "other-leader")] };

    [Test]
    public void Nothing_starts_while_another_operator_renews_its_lease()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = world.Join("one");
        for (int i = 0; i < 20; i++)
        {
            world.Run(5);
            world.PutForeign("other-pod");
        }

        Assert.That(one.Working, Is.Empty);
        Assert.That(one.Group.WaitingFor, Is.EqualTo("other-pod"));
        Assert.That(one.Group.IsAlive, Is.True);
    }

    [Test]
    public void Terms_start_when_the_other_operator_is_gone_for_the_duration_of_its_lease()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = world.Join("one");

        Assert.That(world.RunUntil(() => world.AllHeldBy(one), 30).TotalSeconds, Is.InRange(15, 17));
        Assert.That(one.Group.WaitingFor, Is.Null);
    }

    [Test]
    public void Terms_start_soon_after_the_other_operator_released_its_lease()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = world.Join("one");
        world.Run(5);
        world.PutForeign("");

        Assert.That(world.RunUntil(() => world.AllHeldBy(one), 5).TotalSeconds, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Terms_end_when_another_operator_begins()
    {
        LeaseWorld world = World();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        world.PutForeign("other-pod");
        world.RunUntil(() => one.Working.Count == 0, 11);

        Assert.That(one.Group.WaitingFor, Is.EqualTo("other-pod"));
        Assert.That(world.Store.Find("ns", "op-a")!.Spec.HolderIdentity, Is.Empty);
    }

    [Test]
    public void A_lease_that_may_not_be_read_is_not_waited_for()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = Refused(world, 403);

        world.RunUntil(() => world.AllHeldBy(one), 5);
    }

    [Test]
    public void While_the_lease_cannot_be_read_nothing_starts()
    {
        LeaseWorld world = World();
        LeaseReplica one = Refused(world, 500);
        world.Run(60);
        Assert.That(one.Working, Is.Empty);

        one.Door.ReadStatus = null;
        world.RunUntil(() => world.AllHeldBy(one), 5);
    }

    private LeaseWorld World()
    {
        return new LeaseWorld { Foreign = _template.Foreign };
    }

    /// <summary>A replica that is refused from its first look on.</summary>
    private static LeaseReplica Refused(LeaseWorld world, int status)
    {
        LeaseReplica one = world.Join("one", replica => replica.Door.ReadStatus = status);
        return one;
    }
}
