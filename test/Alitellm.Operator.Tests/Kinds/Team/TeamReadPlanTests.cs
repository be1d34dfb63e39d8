using Alitellm.Operator.Kinds.Team;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.Team;

public sealed class TeamReadPlanTests
{
    private static readonly TimeSpan s_now = TimeSpan.FromHours(1);

    [Test]
    public void A_team_that_did_not_move_is_not_read_again_before_the_sweep()
    {
        Assert.That(Due(Seen("a"), Seen("b", age: TeamReadPlan.SweepAfter - TimeSpan.FromSeconds(1))), Is.Empty);
        Assert.That(Due(Seen("a"), Seen("b", age: TeamReadPlan.SweepAfter)), Is.EqualTo(["b"]));
    }

    [Test]
    public void Those_come_first_about_which_least_is_known()
    {
        var due = Due(
            Seen("stale", age: TeamReadPlan.SweepAfter),
            Seen("spent") with { UpdatedAt = "later", Spend = "2" },
            new("unread", "t", "1", IsRecorded: true, null),
            Seen("moved") with { UpdatedAt = "later" },
            new("foreign", "t", "1", IsRecorded: false, null));

        Assert.That(due, Is.EqualTo(["foreign", "moved", "unread", "spent", "stale"]));
    }

    [Test]
    public void Reads_are_capped_and_those_of_idle_teams_more_so()
    {
        Assert.That(Due([.. Enumerable.Range(0, 100).Select(i => new TeamCandidate($"t{i}", "t", "1", IsRecorded: true, null))]), Has.Count.EqualTo(TeamReadPlan.MaxPerList));
        Assert.That(Due([.. Enumerable.Range(0, 100).Select(i => Seen($"t{i}", age: TeamReadPlan.SweepAfter))]), Has.Count.EqualTo(TeamReadPlan.MaxIdlePerList));
    }

    [Test]
    public void Whoever_waited_longest_is_next_and_a_failed_read_waits_its_turn()
    {
        var due = Due(
            Seen("recent", age: TeamReadPlan.SweepAfter),
            Seen("old", age: 3 * TeamReadPlan.SweepAfter),
            new("failed", "t", "1", IsRecorded: true, new SeenTeam(null, null, null, s_now)),
            new("never", "t", "1", IsRecorded: true, null));

        Assert.That(due, Is.EqualTo(["never", "failed", "old", "recent"]));
    }

    private static IReadOnlyList<string> Due(params TeamCandidate[] teams)
    {
        return TeamReadPlan.Due(teams, s_now);
    }

    private static TeamCandidate Seen(string id, TimeSpan age = default)
    {
        return new(id, "t", "1", IsRecorded: true, new SeenTeam([], "t", "1", s_now - age));
    }
}
