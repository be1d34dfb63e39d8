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

        Assert.That(world.RunUntil(() => one.Working.Count == 0, 15).TotalSeconds, Is.LessThan(1));
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

    [Test]
    public void A_lease_that_is_watched_is_not_read_while_ours_are_held()
    {
        LeaseWorld world = World();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        int before = one.Door.Requests;
        world.Run(100);

        // Five leases renewed each 4.5 to 5 s.
        Assert.That(one.Door.Requests - before, Is.InRange(95, 115));
    }

    [Test]
    public void A_lease_that_is_watched_is_not_read_while_another_operator_renews_it()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = world.Join("one");
        world.Run(5);
        int before = one.Door.Requests;
        for (int i = 0; i < 20; i++)
        {
            world.PutForeign("other-pod");
            world.Run(5);
        }

        // Nothing but the presence, each 4.5 to 5 s.
        Assert.That(one.Door.Requests - before, Is.InRange(19, 23));
    }

    [Test]
    public void A_lease_renewed_behind_a_silent_watch_is_seen_before_anything_starts()
    {
        LeaseWorld world = World();
        world.PutForeign("other-pod");
        LeaseReplica one = world.Join("one");
        one.Door.ToldOfOthers = false;
        for (int i = 0; i < 20; i++)
        {
            world.Run(5);
            world.PutForeign("other-pod");
            Assert.That(one.Working, Is.Empty);
        }
    }

    [Test]
    public void Where_the_watch_tells_nothing_from_the_beginning_terms_end_within_the_duration_of_a_lease()
    {
        LeaseWorld world = World();
        LeaseReplica one = world.Join("one", replica => replica.Door.ToldOfOthers = false);
        world.Run(20);
        world.PutForeign("other-pod");

        // It is read at most every 0.9 durations, 13.5 s.
        world.RunUntil(() => one.Working.Count == 0, 14);
    }

    [Test]
    public void A_lease_that_may_not_be_read_is_not_watched_and_seldom_asked_for_again()
    {
        LeaseWorld world = World();
        LeaseReplica one = Refused(world, 403);
        world.Run(20);
        int before = one.Door.Requests;
        world.Run(100);
        Assert.That(one.Door.Requests - before, Is.InRange(95, 115), "renewals alone");
        world.Run(900);

        Assert.That(one.Door.WatchesOfOthers, Is.Zero);
        Assert.That(world.AllHeldBy(one), Is.True);
    }

    [Test]
    public void A_lease_that_may_be_read_after_all_is_waited_for()
    {
        LeaseWorld world = World();
        LeaseReplica one = Refused(world, 403);
        world.Run(20);
        one.Door.ReadStatus = null;
        world.Run(300);
        world.PutForeign("other-pod");
        world.RunUntil(() => one.Working.Count == 0, 1);

        Assert.That(one.Door.WatchesOfOthers, Is.EqualTo(1));
    }

    [Test]
    public void A_failing_watch_fails_the_group()
    {
        LeaseWorld world = World();
        LeaseReplica one = world.Join("one", replica => replica.Door.WatchOfOthersFails = true);

        Assert.That(one.Failed, Is.True);
        Assert.That(one.Group.IsAlive, Is.False);
    }

    [Test]
    public void Its_watch_ends_with_the_group()
    {
        LeaseWorld world = World();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        Assert.That(one.Door.OpenWatches, Is.EqualTo(2));
        one.Terminate();
        world.Run(1);

        Assert.That((one.HasEnded, one.Door.OpenWatches), Is.EqualTo((true, 0)));
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
