using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// A lease as seen from here. Whether it has run out is counted from when this replica saw it change, by its own monotonic clock: the
/// times in the record come from clocks that may be wrong.
/// </summary>
/// <param name="Lease">The newest record; shared, never changed.</param>
/// <param name="ChangedAt">Timestamp at which the newest version was first seen.</param>
/// <param name="WasSeenChanging">It appeared or was renewed while this replica looked, so its holder lived then.</param>
internal sealed record ObservedLease(V1Lease Lease, long ChangedAt, bool WasSeenChanging)
{
    /// <summary>The watch tells of it; false for one without our label, or known so far only from reading it.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>The record was read, so the watch may still have older ones to tell.</summary>
    public bool WasRead { get; init; }

    /// <summary>The record was deleted. Its last holder may not know yet, so it binds like a renewal at the time it went.</summary>
    public bool IsGone { get; init; }

    public string Name => Lease.Metadata.Name;

    /// <summary>The holder, or null for a released lease.</summary>
    public string? Holder => string.IsNullOrEmpty(Lease.Spec?.HolderIdentity) ? null : Lease.Spec.HolderIdentity;

    /// <summary>The record's own duration; its holder may be configured otherwise than this replica.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Math.Max(1, Lease.Spec?.LeaseDurationSeconds ?? 1));

    public bool IsExpired(TimeProvider time)
    {
        return time.GetElapsedTime(ChangedAt) >= Duration;
    }

    /// <summary>The time left until it expires, zero or less when it has.</summary>
    public TimeSpan Remaining(TimeProvider time)
    {
        return Duration - time.GetElapsedTime(ChangedAt);
    }

    /// <summary>Whether <paramref name="identity"/> may write itself into the record.</summary>
    public bool IsFreeFor(string identity, TimeProvider time)
    {
        return Holder is null || Holder == identity || IsExpired(time);
    }
}
