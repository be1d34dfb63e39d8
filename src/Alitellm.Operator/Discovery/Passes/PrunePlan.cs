using Alitellm.Api.Discoveries;
using Alitellm.Operator.Discovery.Candidates;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Which generated objects go, and why they do not.</summary>
/// <param name="Delete">Names, sorted.</param>
/// <param name="Held">What would be deleted and what consent it takes; null when nothing is held back.</param>
internal sealed record PrunePlan(IReadOnlyList<string> Delete, string? Held)
{
    private const int ShownNames = 5;

    /// <summary>
    /// Pure. An object goes when its name is not to be kept. The guard counts those of them that vanished at the source: what filters drop, a new
    /// prefix renames or the spec deselects was edited by a user and needs no other consent.
    /// </summary>
    /// <param name="keep">Names of all kept candidates, however their writing went, and of all skipped ones.</param>
    public static PrunePlan Of(IReadOnlyList<OwnedChild> owned, IReadOnlySet<string> keep, SourceListing listing, PruneGuard? guard)
    {
        var living = owned.Where(child => !child.IsDeleting).ToList();
        var surplus = living.Where(child => !keep.Contains(child.Name)).OrderBy(child => child.Name, StringComparer.Ordinal).ToList();
        if (surplus.Count == 0)
        {
            return new([], null);
        }

        var ids = listing.Candidates.Select(candidate => candidate.SourceId).ToHashSet(StringComparer.Ordinal);
        var names = listing.Candidates.Select(candidate => candidate.Name).ToHashSet(StringComparer.Ordinal);
        var vanished = surplus.Where(child => !child.IsDeselected && !names.Contains(child.Name) && (child.SourceId is null || !ids.Contains(child.SourceId))).ToList();
        var percent = guard?.MaxShrinkPercent ?? PruneGuard.DefaultMaxShrinkPercent;
        var isHeld = vanished.Count > Allowed(living.Count, percent) && !(listing.IsEmpty && guard?.AllowEmpty == true);
        return isHeld
            ? new([], Message(vanished, living.Count, percent))
            : new([.. surplus.Select(child => child.Name)], null);
    }

    /// <summary>Of a single object any percentage would be all or nothing, so one may go unless the percentage is zero.</summary>
    private static int Allowed(int count, int percent)
    {
        return percent == 0 ? 0 : Math.Max(1, (int)((long)count * percent / 100));
    }

    private static string Message(List<OwnedChild> vanished, int count, int percent)
    {
        var needed = (int)((((long)vanished.Count * 100) + count - 1) / count);
        var names = string.Join(", ", vanished.Take(ShownNames).Select(child => child.Name)) + (vanished.Count > ShownNames ? ", …" : "");
        return $"the source no longer offers {vanished.Count} of {count} generated objects ({names}), and spec.pruneGuard.maxShrinkPercent is {percent}: nothing is deleted; "
            + $"if the source is right, set spec.pruneGuard.maxShrinkPercent to {needed} or more";
    }
}
