using Alitellm.Kubernetes.Leases;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

public sealed class LeaseGroupTests
{
    [Test]
    public void A_single_replica_takes_all_leases_at_once()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");

        Assert.That(world.AllHeldBy(one), Is.True);
        Assert.That(one.Group.Term("a")!.Lease, Is.EqualTo("op-a"));
        Assert.That(one.Group.LiveReplicas, Is.EqualTo(new[] { "one" }));
        V1Lease lease = world.Store.Find("ns", "op-a")!;
        Assert.That(lease.Spec.HolderIdentity, Is.EqualTo("one"));
        Assert.That(lease.Spec.LeaseDurationSeconds, Is.EqualTo(15));
        Assert.That(lease.Spec.LeaseTransitions, Is.Zero);
    }

    [Test]
    public void A_held_lease_is_kept_as_long_as_it_is_renewed()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseTerm term = one.Group.Term("a")!;
        world.Run(300);

        Assert.That(one.Group.Term("a"), Is.SameAs(term));
    }

    [Test]
    public void In_the_steady_state_only_renewals_are_sent()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        int before = one.Door.Requests;
        world.Run(100);

        // Five leases renewed each 4.5 to 5 s.
        Assert.That(one.Door.Requests - before, Is.InRange(95, 115));
    }

    [Test]
    public void A_second_replica_is_given_its_share()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        LeaseReplica two = world.Join("two");
        world.RunUntil(() => world.CountOf(one) == 2 && world.CountOf(two) == 2, 10);
        world.Run(60);

        Assert.That((world.CountOf(one), world.CountOf(two)), Is.EqualTo((2, 2)));
        Assert.That(one.Group.LiveReplicas, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(two.Group.LiveReplicas, Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void Two_leases_of_two_placements_are_spread_over_two_replicas()
    {
        LeaseWorld world = new() { Leases = [("a", "a"), ("b", "b")] };
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(20);

        Assert.That((world.CountOf(one), world.CountOf(two)), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Leases_of_one_placement_move_together()
    {
        LeaseWorld world = new() { Leases = [("a", "x"), ("b", "x"), ("c", "y"), ("d", "y")] };
        LeaseReplica one = world.Join("one");
        world.Run(20);
        LeaseReplica two = world.Join("two");
        world.RunUntil(() => world.CountOf(two) == 2 && world.CountOf(one) == 2, 10);

        Assert.That(world.HolderOf("a"), Is.SameAs(world.HolderOf("b")));
        Assert.That(world.HolderOf("c"), Is.SameAs(world.HolderOf("d")));
    }

    [Test]
    public void A_placement_is_taken_whole_or_not_at_all()
    {
        LeaseWorld world = new() { Leases = [("a", "x"), ("b", "x")] };
        world.Store.Create(Lease("op-b", "stranger", 30));
        LeaseReplica one = world.Join("one");
        world.Run(29);
        Assert.That(one.Working, Is.Empty);

        world.RunUntil(() => world.AllHeldBy(one), 5);
    }

    [Test]
    public void Terminated_with_a_quick_drain_its_leases_are_taken_over_within_two_seconds()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        one.Terminate();

        Assert.That(world.RunUntil(() => world.AllHeldBy(two), 5).TotalSeconds, Is.LessThanOrEqualTo(2));
        Assert.That(one.HasEnded, Is.True);
        Assert.That(world.Store.Names, Has.No.Member("ns/op-replica-one"));
    }

    [Test]
    public void A_lease_is_released_only_after_its_work_has_ended()
    {
        LeaseWorld world = new() { Options = new LeaseOptions() };
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        one.DrainTime = TimeSpan.FromSeconds(40);
        one.Terminate();
        world.Run(39.9);
        Assert.That(one.Working, Is.Not.Empty);
        Assert.That(world.CountOf(one), Is.EqualTo(2), "work that drains may still send");
        Assert.That(world.CountOf(two), Is.EqualTo(2));

        Assert.That(world.RunUntil(() => world.AllHeldBy(two), 5).TotalSeconds, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Killed_its_leases_are_taken_over_within_the_duration_and_two_seconds()
    {
        for (int phase = 0; phase < 20; phase++)
        {
            LeaseWorld world = new();
            LeaseReplica one = world.Join("one");
            LeaseReplica two = world.Join("two");
            world.Run(60 + (phase * 0.25));
            one.IsKilled = true;

            Assert.That(world.RunUntil(() => world.AllHeldBy(two), 30).TotalSeconds, Is.LessThanOrEqualTo(17));
        }
    }

    [Test]
    public void A_killed_replica_does_not_keep_leases_from_three()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        LeaseReplica three = world.Join("three");
        world.Run(60);
        one.IsKilled = true;

        Assert.That(world.RunUntil(() => world.AllHeldBy(two, three), 30).TotalSeconds, Is.LessThanOrEqualTo(17));
        world.Run(60);
        Assert.That(two.Group.LiveReplicas, Is.EqualTo(new[] { "three", "two" }));
        Assert.That((world.CountOf(two), world.CountOf(three)), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_process_stopped_for_40_s_may_send_nothing_when_it_goes_on()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        LeaseTerm[] terms = [.. new[] { "a", "b", "c", "d" }.Select(name => one.Group.Term(name)).OfType<LeaseTerm>()];
        Assert.That(terms, Has.Length.EqualTo(2));
        one.IsStopped = true;
        world.RunUntil(() => world.AllHeldBy(two), 20);
        world.Run(25);
        one.IsStopped = false;
        world.Run(0.05);

        Assert.That(terms.Select(term => term.IsValid), Is.All.False);
        Assert.That(terms.Select(term => term.Token.IsCancellationRequested), Is.All.True);
        Assert.That(() => terms[0].ThrowIfOver(), Throws.InstanceOf<LeaseLostException>());
        world.RunUntil(() => world.CountOf(one) == 2, 20);
    }

    [Test]
    public void An_API_server_that_does_not_answer_is_asked_once_per_retry_interval_for_each_awaited_lease()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        one.Door.Fault = StoreFault.Unreachable;
        world.Run(30);
        int before = one.Door.Requests;
        world.Run(60);

        // All leases have run out: an attempt for each of the four and for the presence every 1.2 to 2 s.
        Assert.That(one.Working, Is.Empty);
        Assert.That(one.Door.Requests - before, Is.LessThanOrEqualTo(250));
    }

    [Test]
    public void A_replica_that_waits_for_leases_sends_only_its_presence()
    {
        LeaseWorld world = new() { Leases = [("a", "a")] };
        world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(20);
        LeaseReplica waiting = world.HolderOf("a") == two ? world.Join("three") : two;
        world.Run(20);
        Assert.That(world.CountOf(waiting), Is.Zero);
        int before = waiting.Door.Requests;
        world.Run(100);

        Assert.That(waiting.Door.Requests - before, Is.InRange(19, 23));
    }

    [Test]
    public void A_replica_whose_watch_is_silent_takes_no_lease_that_is_renewed()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        LeaseTerm?[] before = Terms(one, two);
        two.Door.Fault = StoreFault.SilentWatch;
        int requests = two.Door.Requests;
        world.Run(120);

        // Three renewals each 4.5 to 5 s, and for each of the other's two leases an attempt and a reading per duration.
        Assert.That(Terms(one, two), Is.EqualTo(before));
        Assert.That(two.Door.Requests - requests, Is.InRange(70, 125));
    }

    [Test]
    public void A_replica_whose_watch_is_silent_still_takes_over_from_a_killed_one()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        two.Door.Fault = StoreFault.SilentWatch;
        world.Run(30);
        one.IsKilled = true;

        // It has to notice that the record has changed since, and then to see it unchanged for the whole duration.
        world.RunUntil(() => world.AllHeldBy(two), 32);
    }

    [Test]
    public void A_lease_deleted_by_hand_is_not_taken_by_another_while_its_holder_does_not_know()
    {
        for (int phase = 0; phase < 20; phase++)
        {
            LeaseWorld world = new();
            LeaseReplica one = world.Join("one");
            LeaseReplica two = world.Join("two");
            world.Run(60 + (phase * 0.25));
            foreach (string name in new[] { "a", "b", "c", "d" })
            {
                world.Store.Delete(world.Store.Find("ns", $"op-{name}")!);
            }

            world.Run(5);
            world.RunUntil(() => world.CountOf(one) == 2 && world.CountOf(two) == 2, 30);
        }
    }

    [TestCase(StoreFault.Unreachable)]
    [TestCase(StoreFault.Hangs)]
    public void A_replica_that_cannot_renew_stops_before_another_starts(object fault)
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        one.Door.Fault = (StoreFault)fault;

        TimeSpan stopped = world.RunUntil(() => world.CountOf(one) == 0, 15);
        Assert.That(stopped.TotalSeconds, Is.LessThanOrEqualTo(12.1));
        world.RunUntil(() => world.AllHeldBy(two), 8);
        one.Door.Fault = StoreFault.None;
        world.RunUntil(() => world.CountOf(one) == 2, 20);
    }

    [TestCase(StoreFault.Unreachable)]
    [TestCase(StoreFault.Hangs)]
    [TestCase(StoreFault.AnswerLost)]
    [TestCase(StoreFault.AnswerHangs)]
    public void A_short_outage_costs_no_lease(object fault)
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        world.Run(20);
        LeaseTerm term = one.Group.Term("a")!;
        one.Door.Fault = (StoreFault)fault;
        world.Run(4);
        one.Door.Fault = StoreFault.None;
        world.Run(60);

        Assert.That(one.Group.Term("a"), Is.SameAs(term));
    }

    [Test]
    public void Lost_answers_while_taking_leases_leave_none_unclaimed()
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        one.Door.Fault = StoreFault.AnswerLost;
        LeaseReplica two = world.Join("two");
        two.Door.Fault = StoreFault.AnswerLost;
        world.Run(10);
        one.Door.Fault = StoreFault.None;
        two.Door.Fault = StoreFault.None;

        world.RunUntil(() => world.CountOf(one) == 2 && world.CountOf(two) == 2, 60);
    }

    [TestCase(-3600)]
    [TestCase(3600)]
    public void A_wrong_wall_clock_changes_nothing(int seconds)
    {
        LeaseWorld world = new();
        LeaseReplica one = world.Join("one");
        LeaseReplica two = world.Join("two");
        world.Run(60);
        one.Time.Skew = TimeSpan.FromSeconds(seconds);
        LeaseTerm?[] before = Terms(one, two);
        world.Run(60);

        Assert.That(Terms(one, two), Is.EqualTo(before));
    }

    [Test]
    public void A_lease_somebody_took_away_ends_the_term_and_stays_with_the_thief_while_he_renews()
    {
        LeaseWorld world = new() { Leases = [("a", "a")] };
        LeaseReplica one = world.Join("one");
        world.Run(20);
        V1Lease stolen = Lease("op-a", "thief", 15);
        stolen.Metadata.ResourceVersion = world.Store.Find("ns", "op-a")!.Metadata.ResourceVersion;
        world.Store.Update(stolen);
        world.Run(6);

        Assert.That(one.Working, Is.Empty);
        Assert.That(world.Store.Find("ns", "op-a")!.Spec.HolderIdentity, Is.EqualTo("thief"));
        world.RunUntil(() => world.AllHeldBy(one), 15);
        Assert.That(world.Store.Find("ns", "op-a")!.Spec.LeaseTransitions, Is.EqualTo(1));
    }

    [Test]
    public void The_duration_in_the_record_counts_and_not_our_own()
    {
        LeaseWorld world = new() { Leases = [("a", "a")] };
        world.Store.Create(Lease("op-a", "other", 60));
        LeaseReplica one = world.Join("one");
        world.Run(59);
        Assert.That(one.Working, Is.Empty);

        world.RunUntil(() => world.AllHeldBy(one), 3);
    }

    [Test]
    public void A_lease_somebody_made_without_our_label_is_taken_when_it_has_run_out()
    {
        LeaseWorld world = new() { Leases = [("a", "a")] };
        world.PutHeld("op-a", "by-hand");
        LeaseReplica one = world.Join("one");
        world.Run(14);
        Assert.That(one.Working, Is.Empty);

        world.RunUntil(() => world.AllHeldBy(one), 5);
        Assert.That(world.Store.Find("ns", "op-a")!.Metadata.Labels, Does.ContainKey(LeaseRecord.GroupLabel));
    }

    [Test]
    public void A_deleted_lease_ends_the_term_and_is_taken_anew()
    {
        LeaseWorld world = new() { Leases = [("a", "a")] };
        LeaseReplica one = world.Join("one");
        world.Run(20);
        LeaseTerm term = one.Group.Term("a")!;
        world.Store.Delete(world.Store.Find("ns", "op-a")!);
        world.RunUntil(() => !term.IsValid, 6);
        world.RunUntil(() => world.AllHeldBy(one), 6);

        Assert.That(one.Group.Term("a"), Is.Not.SameAs(term));
    }

    [Test]
    public void A_preferred_owner_that_takes_nothing_does_not_block_and_gets_no_second_offer()
    {
        LeaseWorld world = new() { Leases = [("a", "a"), ("b", "b")] };
        LeaseReplica one = world.Join("one");
        world.Run(20);

        // It renews its presence but never looks at the leases.
        world.Store.Create(Lease("op-replica-idler", "idler", 3600));
        world.Run(20);
        world.RunUntil(() => world.AllHeldBy(one), 10);
        LeaseTerm?[] before = Terms(one);
        world.Run(300);

        Assert.That(one.Group.LiveReplicas, Is.EqualTo(new[] { "idler", "one" }));
        Assert.That(Terms(one), Is.EqualTo(before));
    }

    [Test]
    public void A_presence_left_over_from_before_gets_nothing_handed_over()
    {
        LeaseWorld world = new();
        world.Store.Create(Lease("op-replica-ghost", "ghost", 15));
        LeaseReplica one = world.Join("one");
        world.RunUntil(() => world.AllHeldBy(one), 6);
        LeaseTerm?[] before = Terms(one);
        world.Run(60);

        Assert.That(Terms(one), Is.EqualTo(before));
        Assert.That(one.Group.LiveReplicas, Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public void Work_that_ends_by_itself_is_started_again_after_a_pause()
    {
        MemoryLeaseStore store = new();
        LeaseReplica one = new("one", store, new LeaseOptions(), [], 1);
        int starts = 0;
        one.Group.Add("x", "x", _ => ++starts < 3 ? throw new InvalidOperationException("boom") : Task.Delay(Timeout.Infinite, _.Token));
        one.Start();
        for (int i = 0; i < 20; i++)
        {
            one.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(starts, Is.EqualTo(1));
        for (int i = 0; i < 200; i++)
        {
            one.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.That(starts, Is.EqualTo(3));
    }

    [Test]
    public void A_name_cannot_be_added_twice_nor_shadow_a_presence()
    {
        LeaseReplica one = new("one", new MemoryLeaseStore(), new LeaseOptions(), [], 1);
        one.Add("a", "x");

        Assert.That(() => one.Add("a", "y"), Throws.ArgumentException);
        Assert.That(() => one.Add("replica-one", "y"), Throws.ArgumentException);
    }

    [TestCase(15, 10, 5)]
    [TestCase(15, 2, 5)]
    [TestCase(15, 5, 0)]
    public void Timings_that_cannot_work_are_refused(int duration, int renew, int retry)
    {
        LeaseOptions options = new()
        {
            Duration = TimeSpan.FromSeconds(duration),
            Renew = TimeSpan.FromSeconds(renew),
            Retry = TimeSpan.FromSeconds(retry),
        };

        Assert.That(() => new LeaseReplica("one", new MemoryLeaseStore(), options, [], 1), Throws.ArgumentException);
    }

    private static LeaseTerm?[] Terms(params LeaseReplica[] replicas)
    {
        return [.. replicas.SelectMany(replica => new[] { "a", "b", "c", "d" }.Select(replica.Group.Term))];
    }

    private static V1Lease Lease(string name, string holder, int seconds)
    {
        return new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns", Labels = new Dictionary<string, string> { [LeaseRecord.GroupLabel] = "op" } },
            Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = seconds },
        };
    }
}
