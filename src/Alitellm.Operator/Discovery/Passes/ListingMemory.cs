using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>
/// The last listing of each discovery until the next one is due: a look that has nothing to do with the source, such as one after an edited
/// child, costs the source no request.
/// </summary>
internal sealed class ListingMemory(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Entry> _entries = [];
    private long _expiries;

    /// <summary>Handed to <see cref="Keep"/>, so that a listing is not kept that was begun before somebody asked for a new one.</summary>
    public long Now => Interlocked.Read(ref _expiries);

    /// <summary>The listing made for this spec, while it is not due to be made again.</summary>
    public (SourceListing Listing, TimeSpan UntilDue)? Find(IDiscovery discovery)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(ObjectKey.Of(discovery), out var entry) || (entry.Uid, entry.Generation) != (discovery.Metadata.Uid, discovery.Metadata.Generation))
            {
                return null;
            }

            var left = entry.Interval - time.GetElapsedTime(entry.At);
            return left > TimeSpan.Zero ? (entry.Listing, left) : null;
        }
    }

    /// <param name="since">What <see cref="Now"/> was before the listing began.</param>
    public void Keep(IDiscovery discovery, SourceListing listing, TimeSpan interval, long since)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(ObjectKey.Of(discovery), out var entry) || entry.ExpiredAt <= since)
            {
                _entries[ObjectKey.Of(discovery)] = new(listing, discovery.Metadata.Uid, discovery.Metadata.Generation, time.GetTimestamp(), interval, entry?.ExpiredAt ?? 0);
            }
        }
    }

    /// <summary>Something happened: a listing older than <paramref name="age"/> is not good enough any more, nor one under way.</summary>
    public void Expire(ObjectKey key, TimeSpan age)
    {
        lock (_gate)
        {
            if (age > TimeSpan.Zero && _entries.TryGetValue(key, out var entry) && time.GetElapsedTime(entry.At) <= age)
            {
                return;
            }

            _entries[key] = new(new([]), null, null, 0, TimeSpan.Zero, Interlocked.Increment(ref _expiries));
        }
    }

    public void Forget(ObjectKey key)
    {
        lock (_gate)
        {
            _entries.Remove(key);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    private sealed record Entry(SourceListing Listing, string? Uid, long? Generation, long At, TimeSpan Interval, long ExpiredAt);
}
