using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote;

/// <summary>Pure: finds the entry of an object by recorded id, by chosen id and by name, and judges whose it is.</summary>
internal static class EntryBinder
{
    /// <param name="recordedId">The id in the status.</param>
    /// <param name="chosenId">The id we give to new entries, or null.</param>
    /// <param name="ownership">Whose an entry is.</param>
    public static EntryBinding<TObserved> Bind<TObserved>(
        RemoteSnapshot<TObserved> snapshot,
        string name,
        string? recordedId,
        string? chosenId,
        Func<TObserved, Ownership> ownership)
        where TObserved : class, IObservedEntry
    {
        var named = snapshot.ByName(name).Where(entry => entry.IsWritable).OrderBy(entry => entry.Id, StringComparer.Ordinal).ToList();
        var entry = snapshot.ById(recordedId) ?? snapshot.ById(chosenId);
        if (entry is not null)
        {
            switch (ownership(entry))
            {
                case Ownership.OtherInstance:
                    return new(Binding.OwnedElsewhere, null, entry, OwnerOf(entry), []);
                case Ownership.OurInstanceOtherObject:
                    return new(Binding.TakenBySibling, null, entry, entry.Marker?.Object, []);
                default:
                    break;
            }
        }

        entry ??= named.FirstOrDefault(candidate => ownership(candidate) is Ownership.Ours)
            ?? named.FirstOrDefault(candidate => ownership(candidate) is Ownership.Stamped or Ownership.AdoptableInstance);
        if (entry is not null)
        {
            var duplicates = named.Where(other => other.Id != entry.Id && ownership(other) is (Ownership.Ours or Ownership.Stamped)).ToList();
            return new(Binding.Ours, entry.Id, entry, null, duplicates);
        }

        if (recordedId is not null && chosenId is not null)
        {
            // Ours is gone and comes back under an id of our choice; what else has the name is a pool member somebody added.
            return new(Binding.Absent, chosenId, null, null, []);
        }

        if (named.FirstOrDefault(candidate => ownership(candidate) == Ownership.Unmarked) is { } unmarked)
        {
            return new(Binding.Unmarked, unmarked.Id, unmarked, null, []);
        }

        return named.FirstOrDefault(candidate => ownership(candidate) == Ownership.OtherInstance) is { } foreign
            ? new(Binding.OwnedElsewhere, null, foreign, OwnerOf(foreign), [])
            : new(Binding.Absent, chosenId, null, null, []);
    }

    private static string OwnerOf(IObservedEntry entry)
    {
        return entry.Marker is { } marker ? $"{marker.Object} of {marker.Instance}" : "somebody else";
    }
}
