using System.Collections.Concurrent;
using Alitellm.Kubernetes.Informers;
using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// What one replica knows of the leases of its group, and when it came to know each record. What it tells may be old, since a watch may be
/// silent without anybody knowing: a lease that looks free is taken only by a write that demands the very version known here, so a
/// renewal not seen makes the write fail.
/// </summary>
internal sealed class LeaseView(string presencePrefix, string identity, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ObservedLease> _leases = new(StringComparer.Ordinal);

    /// <summary>All that is known, also of leases that are gone.</summary>
    public IEnumerable<ObservedLease> All => _leases.Values;

    public ObservedLease? Find(string name)
    {
        return _leases.GetValueOrDefault(name);
    }

    /// <summary>The record to replace when taking the lease; null where there is none.</summary>
    public V1Lease? RecordOf(string name)
    {
        return Find(name) is { IsGone: false } known ? known.Lease : null;
    }

    /// <summary>Takes in what the watch tells, at the time it does.</summary>
    public void Watched(InformerEvent<V1Lease> change)
    {
        long now = time.GetTimestamp();
        if (change.New is not { } lease)
        {
            Removed(change.Key.Name);
            return;
        }

        _leases.AddOrUpdate(
            change.Key.Name,
            _ => new ObservedLease(lease, now, !change.IsInitial),
            (_, known) => IsOld(lease, known) ? known with { IsWatched = true } : new ObservedLease(lease, now, !change.IsInitial));
    }

    /// <summary>Takes in a record just read. It is the truth, whatever the watch told.</summary>
    public void Read(V1Lease lease)
    {
        long now = time.GetTimestamp();
        _leases.AddOrUpdate(
            lease.Metadata.Name,
            _ => new ObservedLease(lease, now, false) { WasRead = true, IsWatched = false },
            (_, known) => !known.IsGone && known.Lease.Metadata.ResourceVersion == lease.Metadata.ResourceVersion
                ? known
                : new ObservedLease(lease, now, true) { WasRead = true, IsWatched = known is { IsGone: false, IsWatched: true } });
    }

    /// <summary>Takes in that a record is gone.</summary>
    public void Removed(string name)
    {
        if (Find(name) is { IsGone: false } known)
        {
            if (IsPresence(known))
            {
                _leases.TryRemove(name, out _);
            }
            else
            {
                _leases[name] = known with { IsGone = true, IsWatched = true, ChangedAt = time.GetTimestamp() };
            }
        }
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

    private bool IsPresence(ObservedLease lease)
    {
        return lease.Name.StartsWith(presencePrefix, StringComparison.Ordinal);
    }

    private bool HasLostALeaseSince(string replica, long presenceChangedAt)
    {
        return _leases.Values.Any(lease => !IsPresence(lease)
            && !lease.IsGone
            && lease.Holder == replica
            && lease.IsExpired(time)
            && time.GetElapsedTime(lease.ChangedAt, presenceChangedAt) < lease.Duration);
    }

    /// <summary>Whether a record of the watch is the one known, or was before one that was read.</summary>
    private static bool IsOld(V1Lease told, ObservedLease known)
    {
        return !known.IsGone
            && (told.Metadata.ResourceVersion == known.Lease.Metadata.ResourceVersion
                || (known.WasRead && ResourceVersions.Parse(told.Metadata.ResourceVersion) < ResourceVersions.Parse(known.Lease.Metadata.ResourceVersion)));
    }
}
