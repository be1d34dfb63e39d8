using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Claims;

/// <summary>Pure: which of several objects has the one entry they all claim.</summary>
internal static class ClaimRules
{
    /// <summary>The entry stays in the namespace whose object its marker names; within a namespace, and where nothing is marked, the name that sorts last wins.</summary>
    /// <param name="marked">The object a marker of ours names, when an entry has one.</param>
    public static ObjectKey Winner(IReadOnlyCollection<ObjectKey> claimants, ObjectKey? marked)
    {
        var kept = marked is { } holder && claimants.Contains(holder) ? claimants.Where(claimant => claimant.Namespace == holder.Namespace) : claimants;
        return kept.MaxBy(claimant => claimant.ToString(), StringComparer.Ordinal);
    }
}
