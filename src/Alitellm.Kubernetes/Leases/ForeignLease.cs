using Alitellm.Kubernetes.Informers;
using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>What is known of one lease of another operator. The watch tells on any thread.</summary>
internal sealed class ForeignLease(ObjectKey key, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ObservedLease? _seen;
    private volatile bool _isWatched;

    public ObjectKey Key => key;

    /// <summary>The API server refused to let it be read.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>Everything that happens to it is told; before that it must be read.</summary>
    public bool IsWatched => _isWatched;

    /// <summary>Its watch, once it has begun.</summary>
    public Task? Watching { get; set; }

    /// <summary>Who renews it, and how long that counts without another renewal.</summary>
    public (string Identity, TimeSpan Remaining)? Holder
    {
        get
        {
            lock (_gate)
            {
                return _seen is { Holder: { } holder } && _seen.Remaining(time) is var left && left > TimeSpan.Zero ? (holder, left) : null;
            }
        }
    }

    /// <summary>Takes in a record just read, or that there is none. It is the truth, whatever the watch told.</summary>
    public void Read(V1Lease? lease)
    {
        lock (_gate)
        {
            if (lease is null)
            {
                _seen = null;
            }
            else if (!IsKnown(lease))
            {
                See(lease, wasRead: true);
            }
        }
    }

    public void Watched(InformerEvent<V1Lease> change)
    {
        V1Lease lease = change.New ?? change.Old!;
        lock (_gate)
        {
            if (_seen is { WasRead: true } read && ResourceVersions.Parse(lease.Metadata.ResourceVersion) < ResourceVersions.Parse(read.Lease.Metadata.ResourceVersion))
            {
                return;
            }

            if (change.New is null)
            {
                _seen = null;
            }
            else if (!IsKnown(lease))
            {
                See(lease, wasRead: false);
            }
        }
    }

    public void Synced()
    {
        _isWatched = true;
    }

    private bool IsKnown(V1Lease lease)
    {
        return _seen?.Lease.Metadata.ResourceVersion == lease.Metadata.ResourceVersion;
    }

    private void See(V1Lease lease, bool wasRead)
    {
        _seen = new ObservedLease(lease, time.GetTimestamp(), _seen is not null) { WasRead = wasRead };
    }
}
