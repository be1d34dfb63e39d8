using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote;

/// <summary>Pure: finds the entry of an object by recorded id, by chosen id and by name, and judges whose it is.</summary>
internal static class EntryBinder
{
    /// <param name="names">The names the entry may have, the right one first.</param>
    /// <param name="ids">The id in the status and the id we give to new entries.</param>
    /// <param name="hasSiblings">Whether entries of one name may belong to several, so that one without our mark does not stand in for a lost one.</param>
    /// <param name="ownership">Whose an entry is.</param>
    public static EntryBinding<TObserved> Bind<TObserved>(
        RemoteSnapshot<TObserved> snapshot,
        IReadOnlyList<string> names,
        EntryIds ids,
        bool hasSiblings,
        Func<TObserved, Ownership> ownership)
        where TObserved : class, IObservedEntry
    {
        var named = names.SelectMany(name => snapshot.ByName(name).OrderBy(entry => entry.Id, StringComparer.Ordinal)).Where(entry => entry.IsWritable).ToList();
        var recorded = snapshot.ById(ids.Recorded);
        var entry = recorded ?? snapshot.ById(ids.Chosen);
        switch (entry is null ? Ownership.Uninvolved : ownership(entry))
        {
            case Ownership.OtherInstance:
                return new(Binding.OwnedElsewhere, null, entry, OwnerOf(entry!), []);
            case Ownership.OurInstanceOtherObject:
                return new(Binding.TakenBySibling, null, entry, entry!.Marker?.Object, []);
            case Ownership.Unmarked when recorded is null:
                return new(Binding.Unmarked, entry!.Id, entry, null, []);
            case Ownership.Uninvolved when recorded is null:
                entry = null;
                break;
            default:
                break;
        }

        entry ??= named.FirstOrDefault(candidate => ownership(candidate) is Ownership.Ours)
            ?? named.FirstOrDefault(candidate => ownership(candidate) is Ownership.Stamped or Ownership.AdoptableInstance);
        if (entry is not null)
        {
            var duplicates = named.Where(other => other.Id != entry.Id && ownership(other) is (Ownership.Ours or Ownership.Stamped)).ToList();
            return new(Binding.Ours, entry.Id, entry, null, duplicates);
        }

        if (ids is { Recorded: not null, Chosen: not null } && hasSiblings)
        {
            // Ours is gone and comes back under an id of our choice; what else has the name is a pool member somebody added.
            return new(Binding.Absent, ids.Chosen, null, null, []);
        }

        if (named.FirstOrDefault(candidate => ownership(candidate) == Ownership.Unmarked) is { } unmarked)
        {
            return new(Binding.Unmarked, unmarked.Id, unmarked, null, []);
        }

        return named.FirstOrDefault(candidate => ownership(candidate) == Ownership.OtherInstance) is { } foreign
            ? new(Binding.OwnedElsewhere, null, foreign, OwnerOf(foreign), [])
            : new(Binding.Absent, ids.Chosen, null, null, []);
    }

    private static string OwnerOf(IObservedEntry entry)
    {
        return entry.Marker is { } marker ? $"{marker.Object} of {marker.Instance}" : "somebody else";
    }
}
