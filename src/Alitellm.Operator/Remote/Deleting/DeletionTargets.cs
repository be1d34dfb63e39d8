using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Pure: the entries that go with an object. Only what is recorded, has the id we chose, or carries our mark.</summary>
internal static class DeletionTargets
{
    public static IReadOnlyList<string> Of<TObserved>(
        RemoteSnapshot<TObserved>? snapshot,
        string name,
        string? recordedId,
        string? chosenId,
        Func<TObserved, Ownership> ownership)
        where TObserved : class, IObservedEntry
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in new[] { recordedId, chosenId }.OfType<string>())
        {
            // An entry that another object or instance has marked since is theirs, whatever we recorded.
            if (snapshot?.ById(id) is not { } entry || ownership(entry) is not (Ownership.OtherInstance or Ownership.OurInstanceOtherObject))
            {
                ids.Add(id);
            }
        }

        foreach (var entry in snapshot?.ByName(name) ?? [])
        {
            if (entry.IsWritable && ownership(entry) == Ownership.Ours)
            {
                ids.Add(entry.Id);
            }
        }

        return [.. ids];
    }
}
