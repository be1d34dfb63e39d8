using Alitellm.Kubernetes.Client;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Shares a set of named leases between the replicas that are alive (presence Leases, rendezvous placement).</summary>
public sealed class LeaseGroup
{
    /// <param name="identity">This replica; unique among replicas.</param>
    /// <param name="foreignLeases">Leases (namespace, name) of another operator: while any of them is renewed by somebody else no term starts.</param>
    public LeaseGroup(KubernetesConnection connection, string @namespace, string prefix, string identity, LeaseOptions options, IReadOnlyList<ObjectKey> foreignLeases, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory) => throw new NotImplementedException();

    /// <summary>Adds work that runs only while the lease <c>{prefix}-{name}</c> is held. Leases with one <paramref name="placement"/> go to the same replica.
    /// <paramref name="onTerm"/> must end soon after the term's token is cancelled; the lease is released after it has.</summary>
    public void Add(string name, string placement, Func<LeaseTerm, Task> onTerm) => throw new NotImplementedException();

    /// <summary>The live term of a lease, or null when another replica holds it.</summary>
    public LeaseTerm? Term(string name) => throw new NotImplementedException();

    /// <summary>The identities of the replicas that are alive, this one included.</summary>
    public IReadOnlyList<string> LiveReplicas => throw new NotImplementedException();

    /// <summary>Another operator holds one of the foreign leases; its identity.</summary>
    public string? WaitingFor => throw new NotImplementedException();

    public bool IsAlive => throw new NotImplementedException();

    /// <summary>Runs until cancelled; then ends the terms, waits for their work and releases the leases.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
