using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

public sealed class LeaseMetricsTests
{
    [Test]
    public void A_held_lease_shows_until_the_group_has_ended()
    {
        using MetricReader metrics = new("lease", "metric-test");
        LeaseWorld world = new() { Leases = [("metric-test", "x")] };
        LeaseReplica one = world.Join("one");
        Assert.That(metrics["alitellm_operator_lease_held"], Is.EqualTo(1));
        Assert.That(metrics["alitellm_operator_lease_transitions_total"], Is.EqualTo(1));

        one.Terminate();
        world.Run(1);
        Assert.That(metrics["alitellm_operator_lease_held"], Is.Null);
    }

    [Test]
    public void A_lease_held_elsewhere_shows_zero()
    {
        using MetricReader metrics = new("lease", "metric-other");
        LeaseWorld world = new() { Leases = [("metric-other", "x")] };
        world.PutHeld("op-metric-other", "stranger");
        world.Join("one");

        Assert.That(metrics["alitellm_operator_lease_held"], Is.Zero);
    }
}
