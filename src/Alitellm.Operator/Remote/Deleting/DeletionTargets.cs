using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Pure: the entries that go with an object. Only what is recorded, has the id we chose, or carries our mark.</summary>
internal static class DeletionTargets
{
    /// <param name="naturalIds">Whether the chosen id may be anybody's: then it goes only with our mark.</param>
    public static IReadOnlyList<string> Of<TObserved>(
        RemoteSnapshot<TObserved> snapshot,
        IReadOnlyList<string> names,
        EntryIds ids,
        bool naturalIds,
        Func<TObserved, Ownership> ownership)
        where TObserved : class, IObservedEntry
    {
        var targets = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in new[] { ids.Recorded, naturalIds ? null : ids.Chosen }.OfType<string>())
        {
            // An entry that another object or instance has marked since is theirs, whatever we recorded.
            if (snapshot.ById(id) is not { } entry || ownership(entry) is not (Ownership.OtherInstance or Ownership.OurInstanceOtherObject or Ownership.Uninvolved))
            {
                targets.Add(id);
            }
        }

        foreach (var entry in names.SelectMany(snapshot.ByName))
        {
            if (entry.IsWritable && ownership(entry) == Ownership.Ours)
            {
                targets.Add(entry.Id);
            }
        }

        return [.. targets];
    }
}
