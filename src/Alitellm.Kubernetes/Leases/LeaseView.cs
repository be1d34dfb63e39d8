using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>What one replica knows of the leases of its group: the last listing, and when each record changed.</summary>
internal sealed class LeaseView(string presencePrefix, string identity, TimeProvider time)
{
    private Dictionary<string, ObservedLease> _leases = [];
    private bool _hasListed;

    public ObservedLease? Find(string name)
    {
        return _leases.GetValueOrDefault(name);
    }

    public IReadOnlyCollection<ObservedLease> All => _leases.Values;

    /// <summary>Takes in a listing that has just arrived.</summary>
    public void Update(IEnumerable<V1Lease> listed)
    {
        long now = time.GetTimestamp();
        Dictionary<string, ObservedLease> next = [];
        foreach (V1Lease lease in listed)
        {
            ObservedLease? known = Find(lease.Metadata.Name);
            next[lease.Metadata.Name] = known is not null && known.Lease.Metadata.ResourceVersion == lease.Metadata.ResourceVersion
                ? known
                : new ObservedLease(lease, now, _hasListed);
        }

        _leases = next;
        _hasListed = true;
    }

    /// <summary>Replicas whose presence is renewed, sorted. This one is always among them.</summary>
    /// <remarks>
    /// A replica that let a lease run out counts as dead until its presence is seen renewed after that: all its leases run out at about
    /// the same time, and waiting for its presence to do so too would delay whoever takes over.
    /// </remarks>
    public IReadOnlyList<string> LiveReplicas()
    {
        SortedSet<string> live = new(StringComparer.Ordinal) { identity };
        foreach (ObservedLease presence in _leases.Values)
        {
            if (IsPresence(presence) && presence.Holder is { } replica && !presence.IsExpired(time) && !HasLostALeaseSince(replica, presence.ChangedAt))
            {
                live.Add(replica);
            }
        }

        return [.. live];
    }

    /// <summary>Whether a replica is known to have lived while this one looked; a record left over from before proves nothing.</summary>
    public bool WasSeenAlive(string replica)
    {
        return _leases.Values.Any(presence => IsPresence(presence) && presence.Holder == replica && presence.WasSeenChanging);
    }

    public bool IsPresence(ObservedLease lease)
    {
        return lease.Name.StartsWith(presencePrefix, StringComparison.Ordinal);
    }

    private bool HasLostALeaseSince(string replica, long presenceChangedAt)
    {
        return _leases.Values.Any(lease => !IsPresence(lease)
            && lease.Holder == replica
            && lease.IsExpired(time)
            && time.GetElapsedTime(lease.ChangedAt, presenceChangedAt) < lease.Duration);
    }
}
