using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Metrics of leader election, read from the running groups.</summary>
internal static class LeaseTelemetry
{
    private static readonly ConcurrentDictionary<LeaseGroup, byte> Groups = new();

    private static readonly Counter<long> Transitions = RuntimeTelemetry.Meter.CreateCounter<long>(
        "alitellm_operator_lease_transitions_total", null, "Leases this replica took or gave up.");

    static LeaseTelemetry()
    {
        RuntimeTelemetry.Meter.CreateObservableGauge(
            "alitellm_operator_lease_held",
            () => Groups.Keys.SelectMany(group => group.Names.Select(name => new Measurement<int>(group.Term(name) is null ? 0 : 1, Lease(name)))),
            null,
            "1 while this replica holds the lease.");
        RuntimeTelemetry.Meter.CreateObservableGauge(
            "alitellm_operator_live_replicas", () => Groups.Keys.Select(group => new Measurement<int>(group.LiveReplicas.Count)), null, "Replicas that renew their presence.");
    }

    public static void Register(LeaseGroup group)
    {
        Groups.TryAdd(group, 0);
        foreach (string name in group.Names)
        {
            Transitions.Add(0, Lease(name));
        }
    }

    public static void Unregister(LeaseGroup group)
    {
        Groups.TryRemove(group, out _);
    }

    public static void CountTransition(string name)
    {
        Transitions.Add(1, Lease(name));
    }

    private static KeyValuePair<string, object?> Lease(string name)
    {
        return new KeyValuePair<string, object?>("lease", name);
    }
}
