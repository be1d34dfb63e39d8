namespace Alitellm.Operator.Remote.Observing;

/// <summary>Pure difference of two lists by fingerprint.</summary>
internal static class RemoteDiff
{
    public static IEnumerable<RemoteChange<TObserved>> Between<TObserved>(RemoteSnapshot<TObserved>? before, RemoteSnapshot<TObserved> after)
        where TObserved : class, IObservedEntry
    {
        foreach (var entry in after.Entries)
        {
            var old = before?.ById(entry.Id);
            if (old is null || old.Fingerprint != entry.Fingerprint)
            {
                yield return new(old, entry);
            }
        }

        foreach (var old in before?.Entries ?? [])
        {
            if (after.ById(old.Id) is null)
            {
                yield return new(old, null);
            }
        }
    }
}
