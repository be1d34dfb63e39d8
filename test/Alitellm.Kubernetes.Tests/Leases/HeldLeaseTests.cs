using Alitellm.Kubernetes.Leases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

public sealed class HeldLeaseTests
{
    [Test]
    public async Task Less_than_a_millisecond_before_its_deadline_a_lease_that_cannot_be_renewed_is_not_tried_in_a_hot_loop()
    {
        FakeTimeProvider time = new();
        LeaseStoreDoor door = new(new MemoryLeaseStore(), time);
        LeaseSeat seat = new(door, "ns", "op", "one", new LeaseOptions(), time, new Random(1));
        HeldLease lease = (await HeldLease.TryAcquireAsync(seat, new ObjectKey("ns", "op-a"), null, NullLogger.Instance))!;
        time.Advance(TimeSpan.FromSeconds(12) - TimeSpan.FromTicks(6000));
        Assert.That(lease.Term.Remaining.TotalMilliseconds, Is.EqualTo(0.6));
        door.Fault = StoreFault.Unreachable;
        int before = door.Requests;
        Task renewal = lease.RenewAsync(CancellationToken.None);
        Assert.That((renewal.IsCompleted, door.Requests - before), Is.EqualTo((false, 0)));

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((renewal.IsCompletedSuccessfully, lease.Term.IsValid, door.Requests - before), Is.EqualTo((true, false, 0)));
    }
}
