namespace Alitellm.Operator.Remote.Policies;

/// <summary>
/// The rule of two equal reads: a difference is acted upon only when a later poll shows the same one, because a single read may come from a
/// replica that is behind or from the moment in which LiteLLM serves nothing.
/// </summary>
internal sealed class ConfirmationLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Endpoint, string Kind), Dictionary<string, Sighting>> _sightings = [];

    /// <summary>Whether the difference was already seen in an earlier poll. Another difference starts anew.</summary>
    /// <param name="fingerprint">What differs; equal for equal differences.</param>
    /// <param name="pollSequence">Number of the poll the read comes from, rising; reads of one poll confirm nothing.</param>
    public bool Confirmed(RemoteEntryKey key, string fingerprint, long pollSequence)
    {
        lock (_gate)
        {
            if (!_sightings.TryGetValue((key.Endpoint, key.Kind), out var sightings))
            {
                _sightings.Add((key.Endpoint, key.Kind), sightings = new(StringComparer.Ordinal));
            }

            if (!sightings.TryGetValue(key.Id, out var first) || !string.Equals(first.Fingerprint, fingerprint, StringComparison.Ordinal))
            {
                sightings[key.Id] = new(fingerprint, pollSequence, IsConfirmed: false);
                return false;
            }

            if (pollSequence > first.PollSequence && !first.IsConfirmed)
            {
                sightings[key.Id] = first with { IsConfirmed = true };
            }

            return pollSequence > first.PollSequence;
        }
    }

    /// <summary>The ids that wait for a second read, in ordinal order: to be looked at again after the next poll even if nothing moved.</summary>
    public IReadOnlyList<string> Awaiting(string endpoint, string kind)
    {
        lock (_gate)
        {
            return _sightings.TryGetValue((endpoint, kind), out var sightings)
                ? [.. sightings.Where(sighting => !sighting.Value.IsConfirmed).Select(sighting => sighting.Key).Order(StringComparer.Ordinal)]
                : [];
        }
    }

    /// <summary>Forgets an entry: it is as it should be, was written, or is gone.</summary>
    public void Clear(RemoteEntryKey key)
    {
        lock (_gate)
        {
            if (_sightings.TryGetValue((key.Endpoint, key.Kind), out var sightings) && sightings.Remove(key.Id) && sightings.Count == 0)
            {
                _sightings.Remove((key.Endpoint, key.Kind));
            }
        }
    }

    /// <summary>Forgets an endpoint's entries of a kind that is not polled any more.</summary>
    public void Clear(string endpoint, string kind)
    {
        lock (_gate)
        {
            _sightings.Remove((endpoint, kind));
        }
    }

    private sealed record Sighting(string Fingerprint, long PollSequence, bool IsConfirmed);
}
