namespace Alitellm.Operator.Remote.Policies;

/// <summary>
/// Remembers our own writes for as long as another LiteLLM replica may still show what was there before: a differing read in that time says
/// nothing. Entries leave by themselves when the window is over.
/// </summary>
/// <param name="window">The settle window (<c>LITELLM_SETTLE_WINDOW</c>); LiteLLM's replicas reload every 30 s.</param>
internal sealed class SettleLedger(TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Endpoint, string Kind), Dictionary<string, Write>> _writes = [];

    /// <summary>Notes a write that was sent; a further write of the entry starts its window anew.</summary>
    /// <param name="hash">Hash of the written body, null for a delete.</param>
    public void Wrote(RemoteEntryKey key, string? hash)
    {
        lock (_gate)
        {
            if (!_writes.TryGetValue((key.Endpoint, key.Kind), out var writes))
            {
                _writes.Add((key.Endpoint, key.Kind), writes = new(StringComparer.Ordinal));
            }

            writes[key.Id] = new(time.GetTimestamp(), hash);
        }
    }

    /// <summary>Whether the window of the entry's last write is still open.</summary>
    /// <param name="left">How long it stays open.</param>
    public bool IsSettling(RemoteEntryKey key, out TimeSpan left)
    {
        lock (_gate)
        {
            left = TryGet(key, out var write) ? Left(write) : TimeSpan.Zero;
            if (left > TimeSpan.Zero)
            {
                return true;
            }

            left = TimeSpan.Zero;
            return false;
        }
    }

    /// <summary>The hash of the last write while its window is open: a read that shows it has settled early.</summary>
    public string? HashOf(RemoteEntryKey key)
    {
        lock (_gate)
        {
            return TryGet(key, out var write) && Left(write) > TimeSpan.Zero ? write.Hash : null;
        }
    }

    /// <summary>
    /// The ids whose window ended since the last call for this endpoint and kind, in ordinal order; each is handed out once. To be called
    /// after every poll: these are the entries a differing read of which was passed over until now.
    /// </summary>
    public IReadOnlyList<string> TakeLeaving(string endpoint, string kind)
    {
        lock (_gate)
        {
            if (!_writes.TryGetValue((endpoint, kind), out var writes))
            {
                return [];
            }

            string[] leaving = [.. writes.Where(write => Left(write.Value) <= TimeSpan.Zero).Select(write => write.Key).Order(StringComparer.Ordinal)];
            foreach (var id in leaving)
            {
                writes.Remove(id);
            }

            if (writes.Count == 0)
            {
                _writes.Remove((endpoint, kind));
            }

            return leaving;
        }
    }

    /// <summary>Forgets one entry.</summary>
    public void Forget(RemoteEntryKey key)
    {
        lock (_gate)
        {
            if (_writes.TryGetValue((key.Endpoint, key.Kind), out var writes) && writes.Remove(key.Id) && writes.Count == 0)
            {
                _writes.Remove((key.Endpoint, key.Kind));
            }
        }
    }

    /// <summary>Forgets an endpoint's entries of a kind that is not polled any more.</summary>
    public void Forget(string endpoint, string kind)
    {
        lock (_gate)
        {
            _writes.Remove((endpoint, kind));
        }
    }

    private bool TryGet(RemoteEntryKey key, out Write write)
    {
        write = default;
        return _writes.TryGetValue((key.Endpoint, key.Kind), out var writes) && writes.TryGetValue(key.Id, out write);
    }

    private TimeSpan Left(Write write)
    {
        return window - time.GetElapsedTime(write.At);
    }

    private readonly record struct Write(long At, string? Hash);
}
