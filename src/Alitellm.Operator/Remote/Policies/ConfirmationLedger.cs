using System.Collections.Concurrent;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>
/// The rule of two equal reads: a difference is acted upon only when a later poll shows the same one, because a single read may come from a
/// replica that is behind or from the moment in which LiteLLM serves nothing.
/// </summary>
internal sealed class ConfirmationLedger
{
    private readonly ConcurrentDictionary<ObjectKey, Sighting> _sightings = new();

    /// <summary>Whether the difference was already seen in an earlier poll. Another difference starts anew.</summary>
    /// <param name="fingerprint">What differs; equal for equal differences.</param>
    /// <param name="pollSequence">Number of the poll the read comes from, rising; reads of one poll confirm nothing.</param>
    public bool Confirmed(ObjectKey key, string fingerprint, long pollSequence)
    {
        var first = _sightings.AddOrUpdate(
            key,
            static (_, seen) => seen,
            static (_, before, seen) => before.Fingerprint == seen.Fingerprint ? before : seen,
            new Sighting(fingerprint, pollSequence));
        return pollSequence > first.PollSequence;
    }

    /// <summary>Forgets an entry: it is as it should be, was written, or is gone.</summary>
    public void Clear(ObjectKey key)
    {
        _sightings.TryRemove(key, out _);
    }

    private sealed record Sighting(string Fingerprint, long PollSequence);
}
