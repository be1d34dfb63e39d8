using Alitellm.Kubernetes.Leases;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>Replicas around one store, in steps of 50 ms; after every step at most one replica may send under each lease.</summary>
internal sealed class LeaseWorld
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly List<LeaseReplica> _replicas = [];

    public MemoryLeaseStore Store { get; } = new();

    public LeaseOptions Options { get; init; } = new();

    public IReadOnlyList<ObjectKey> Foreign { get; init; } = [];

    public IReadOnlyList<(string Name, string Placement)> Leases { get; init; } = [("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")];

    public TimeSpan Now { get; private set; }

    public LeaseReplica Join(string identity, Action<LeaseReplica>? configure = null)
    {
        LeaseReplica replica = new(identity, Store, Options, Foreign, _replicas.Count);
        foreach ((string name, string placement) in Leases)
        {
            replica.Add(name, placement);
        }

        configure?.Invoke(replica);
        _replicas.Add(replica);
        replica.Start();
        return replica;
    }

    public void Run(double seconds)
    {
        TimeSpan end = Now + TimeSpan.FromSeconds(seconds);
        while (Now < end)
        {
            Advance();
        }
    }

    /// <returns>The time it took.</returns>
    public TimeSpan RunUntil(Func<bool> condition, double atMostSeconds)
    {
        TimeSpan start = Now;
        while (!condition())
        {
            Assert.That((Now - start).TotalSeconds, Is.LessThan(atMostSeconds), "the condition did not come true in time");
            Advance();
        }

        return Now - start;
    }

    /// <summary>The replica that may send under the lease.</summary>
    public LeaseReplica? HolderOf(string name)
    {
        return _replicas.SingleOrDefault(replica => replica.MaySend.Contains(name));
    }

    public bool AllHeldBy(params LeaseReplica[] replicas)
    {
        return Leases.All(lease => HolderOf(lease.Name) is { } holder && replicas.Contains(holder));
    }

    public int CountOf(LeaseReplica replica)
    {
        return Leases.Count(lease => HolderOf(lease.Name) == replica);
    }

    public void PutForeign(string identity)
    {
        V1Lease lease = new()
        {
            Metadata = new V1ObjectMeta { Name = Foreign[0].Name, NamespaceProperty = Foreign[0].Namespace },
            Spec = new V1LeaseSpec { HolderIdentity = identity, LeaseDurationSeconds = 15 },
        };
        V1Lease? known = Store.Find(Foreign[0].Namespace, Foreign[0].Name);
        lease.Metadata.ResourceVersion = known?.Metadata.ResourceVersion;
        _ = known is null ? Store.Create(lease) : Store.Update(lease);
    }

    public void PutHeld(string name, string holder)
    {
        Store.Create(new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "ns" },
            Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15 },
        });
    }

    private void Advance()
    {
        Now += Step;
        foreach (LeaseReplica replica in _replicas)
        {
            replica.Advance(Step);
            Assert.That(replica.Failed, Is.False, $"the group of {replica.Identity} failed");
            foreach ((string name, _) in Leases)
            {
                string[] senders = [.. _replicas.Where(other => other.MaySend.Contains(name)).Select(other => other.Identity)];
                Assert.That(senders, Has.Length.LessThanOrEqualTo(1), $"at {Now} lease {name} has several holders");
            }
        }
    }
}
