namespace Alitellm.Operator.Kinds.Team;

/// <summary>
/// Pure: of which teams the grants are read after a list, which does not show them. One request each, so few, and those first about which
/// least is known.
/// </summary>
internal static class TeamReadPlan
{
    /// <summary>Reads after one list, which waits for them: 4 s at the default of 5 requests a second.</summary>
    public const int MaxPerList = 20;

    /// <summary>Reads after one list of teams that nothing points to.</summary>
    public const int MaxIdlePerList = 5;

    /// <summary>How old grants may get before they are read again although the team did not move; the safety relist of the reference operator.</summary>
    public static readonly TimeSpan SweepAfter = TimeSpan.FromMinutes(10);

    private enum Need
    {
        /// <summary>Whether it may be adopted, or matches, cannot be said before.</summary>
        Unknown,

        /// <summary>Somebody wrote it, we or others.</summary>
        Moved,

        /// <summary>Ours, not read since we started.</summary>
        Unread,

        /// <summary>It was used: spending moves the team too, and may hide an edit.</summary>
        Spent,

        /// <summary>Not read for long: grants can be changed without a trace on the team.</summary>
        Stale,

        None,
    }

    public static IReadOnlyList<string> Due(IEnumerable<TeamCandidate> teams, TimeSpan now)
    {
        var due = teams.Select(team => (Team: team, Need: NeedOf(team, now)))
            .Where(entry => entry.Need != Need.None)
            .OrderBy(entry => entry.Need)
            .ThenBy(entry => entry.Team.Seen?.TriedAt)
            .ThenBy(entry => entry.Team.Id, StringComparer.Ordinal)
            .ToList();
        var urgent = due.Where(entry => entry.Need < Need.Spent);
        var idle = due.Where(entry => entry.Need >= Need.Spent).Take(MaxIdlePerList);
        return [.. urgent.Concat(idle).Take(MaxPerList).Select(entry => entry.Team.Id)];
    }

    private static Need NeedOf(TeamCandidate team, TimeSpan now)
    {
        return team.Seen switch
        {
            { Grants: not null } seen when team.UpdatedAt != seen.UpdatedAt => team.Spend == seen.Spend ? Need.Moved : Need.Spent,
            { Grants: not null } seen => now - seen.TriedAt >= SweepAfter ? Need.Stale : Need.None,
            _ => team.IsRecorded ? Need.Unread : Need.Unknown,
        };
    }
}
