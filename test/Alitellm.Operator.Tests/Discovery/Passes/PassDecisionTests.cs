using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Passes;
using Alitellm.Operator.Discovery.Sources;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Passes;

internal sealed class PassDecisionTests
{
    [TestCase(10, 5, null, null)]
    [TestCase(10, 6, null, "60")]
    [TestCase(3, 1, null, null)]
    [TestCase(3, 2, null, "67")]
    [TestCase(1, 1, null, null, TestName = "The_only_object_may_be_replaced")]
    [TestCase(1, 1, 0, "100")]
    [TestCase(10, 1, 0, "10")]
    [TestCase(10, 10, 100, null)]
    [TestCase(7, 3, 30, "43")]
    public void The_guard_counts_what_vanished(int owned, int vanished, int? percent, string? needed)
    {
        var children = Enumerable.Range(0, owned).Select(index => new OwnedChild($"c{index}", $"{index}", false, false)).ToList();
        var kept = Enumerable.Range(vanished, owned - vanished).Select(index => new Candidate($"{index}", $"c{index}", [])).Append(new("new", "new", [])).ToList();
        var plan = PrunePlan.Of(children, kept.Select(candidate => candidate.Name).ToHashSet(), new(kept), new() { MaxShrinkPercent = percent });

        Assert.That(plan.Delete, Has.Count.EqualTo(needed is null ? vanished : 0));
        Assert.That(plan.Held, needed is null ? Is.Null : Does.EndWith($"set spec.pruneGuard.maxShrinkPercent to {needed} or more"));
    }

    [TestCase("filtered", 0)]
    [TestCase("renamed", 0)]
    [TestCase("deselected", 0)]
    [TestCase("vanished", 4)]
    [TestCase("unknown", 4, Description = "an object of an older operator, whose source id nobody wrote down")]
    public void What_the_user_edited_away_needs_no_other_consent(string why, int held)
    {
        var children = Enumerable.Range(0, 4).Select(index => new OwnedChild($"c{index}", why == "unknown" ? null : $"{index}", false, why == "deselected")).ToList();
        Candidate[] listed = why switch
        {
            "filtered" => [.. children.Select(child => new Candidate("x", child.Name, []))],
            "renamed" => [.. children.Select(child => new Candidate(child.SourceId!, $"other.{child.Name}", []))],
            _ => [new("new", "new", [])],
        };
        var plan = PrunePlan.Of(children, new HashSet<string> { "new" }, new(listed), null);

        Assert.That((plan.Delete.Count, plan.Held is null), Is.EqualTo((4 - held, held == 0)));
    }

    [Test]
    public void What_is_kept_or_going_already_is_not_deleted()
    {
        OwnedChild[] children = [new("kept", "k", false, false), new("going", "g", true, false), new("gone", "x", false, false)];
        Assert.That(PrunePlan.Of(children, new HashSet<string> { "kept" }, new([new("k", "kept", [])]), null).Delete, Is.EqualTo(["gone"]));
    }

    [Test]
    public void An_allowed_emptiness_is_consent_to_everything()
    {
        OwnedChild[] children = [.. Enumerable.Range(0, 9).Select(index => new OwnedChild($"c{index}", $"{index}", false, false))];
        Assert.That(PrunePlan.Of(children, new HashSet<string>(), new([]), new() { AllowEmpty = true }).Delete, Has.Count.EqualTo(9));
        Assert.That(PrunePlan.Of(children, new HashSet<string>(), new([]), new()).Held, Is.Not.Null);
    }

    [TestCase(SourceFailure.InvalidConfig, null, 1800.0)]
    [TestCase(SourceFailure.SecretNotFound, null, 300.0)]
    [TestCase(SourceFailure.AuthFailed, null, 300.0)]
    [TestCase(SourceFailure.AuthFailed, 60, 300.0)]
    [TestCase(SourceFailure.AuthFailed, 600, 600.0)]
    [TestCase(SourceFailure.Unreachable, 60, 60.0)]
    [TestCase(SourceFailure.Unreachable, 0, 1.0)]
    [TestCase(SourceFailure.Unreachable, null, null)]
    public void After_a_failure_the_next_attempt_is_never_forgotten(SourceFailure failure, int? retryAfter, double? seconds)
    {
        var result = NextAttempt.AfterFailure(failure, retryAfter is { } wait ? TimeSpan.FromSeconds(wait) : null, TimeSpan.FromMinutes(30), 0.5);

        Assert.That(result.After?.TotalSeconds, seconds is { } expected ? Is.EqualTo(expected).Within(1e-6) : Is.Null);
        Assert.That(result.Failed, Is.EqualTo(failure is SourceFailure.AuthFailed or SourceFailure.Unreachable));
    }

    [TestCase(30.0, false, false, 1800.0)]
    [TestCase(30.0, true, false, 5.0)]
    [TestCase(30.0, false, true, 60.0)]
    [TestCase(30.0, true, true, 5.0)]
    [TestCase(0.02, true, true, 1.2)]
    public void After_a_pass_the_nearest_cause_decides(double minutes, bool needsLook, bool slipped, double seconds)
    {
        Assert.That(NextAttempt.AfterPass(TimeSpan.FromMinutes(minutes), needsLook, slipped, 0.5).After!.Value.TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
    }

    [TestCase(0.0, 95)]
    [TestCase(1.0, 105)]
    public void Intervals_are_spread(double random, double seconds)
    {
        Assert.That(NextAttempt.Spread(TimeSpan.FromSeconds(100), random).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
    }

    [TestCase("1h30m", 90)]
    [TestCase("10s", 1)]
    [TestCase("1d", 1)]
    public void An_interval_is_a_Go_duration_of_at_least_a_minute(string text, double minutes)
    {
        Assert.That(RefreshInterval.Of(new Alitellm.Api.ModelDiscoveries.ModelDiscoverySpec { Refresh = new() { Interval = text } }).TotalMinutes, Is.EqualTo(minutes));
    }

    [TestCase(ChildState.Absent, false, "Generated")]
    [TestCase(ChildState.Ours, false, "Generated")]
    [TestCase(ChildState.Ours, true, "Pending look")]
    [TestCase(ChildState.OursDeleting, false, "Pending")]
    [TestCase(ChildState.ForeignDeleting, false, "Pending look")]
    [TestCase(ChildState.Explicit, false, "Skipped ExplicitModelExists n")]
    [TestCase(ChildState.Adopted, false, "Skipped ExplicitModelExists n")]
    [TestCase(ChildState.Foreign, false, "Skipped Conflict LiteLLMA2AAgent/x/u1")]
    public void Whose_an_object_is_decides_what_becomes_of_its_candidate(ChildState state, bool raced, string expected)
    {
        var write = new ChildWrite(state, Written: false) { Raced = raced, Holder = state == ChildState.Foreign ? new() { Kind = "LiteLLMA2AAgent", Name = "x", Uid = "u1" } : null };
        var text = CandidateOutcomes.Of(new("id", "n", []), write, SkipReasons.ExplicitModelExists) switch
        {
            CandidateOutcome.Generated => "Generated",
            CandidateOutcome.Pending pending => pending.NeedsLook ? "Pending look" : "Pending",
            CandidateOutcome.Skipped skipped => $"Skipped {skipped.Entry.Reason} {skipped.Entry.OwnedBy}",
            _ => "?",
        };
        Assert.That(text, Is.EqualTo(expected));
    }

    [Test]
    public void Discovered_is_the_sum_of_the_rest_and_every_list_is_sorted()
    {
        CandidateOutcome[] outcomes =
        [
            new CandidateOutcome.Generated(new("b", "b", [])), new CandidateOutcome.Generated(new("a", "a", [])),
            CandidateOutcomes.InvalidName(new("", "", [])),
            CandidateOutcomes.Failed(new("f", "f", []), new(500, "InternalError", "no")),
            new CandidateOutcome.Pending(new("p", "p", []), NeedsLook: false),
        ];
        var listing = new SourceListing([]) { Skipped = [new() { Name = "early", Reason = SkipReasons.EndpointUnknown }] };
        var discovery = new Alitellm.Api.ModelDiscoveries.LiteLLMModelDiscovery();
        DiscoveryStatusComposer.Report(discovery, PassReports.Complete(listing, outcomes, new([], null), 0, null), DateTime.UnixEpoch);
        var status = discovery.Status!;

        Assert.That((status.DiscoveredCount, status.GeneratedCount, status.PendingCount), Is.EqualTo((6, 2, 1)));
        Assert.That(status.DiscoveredCount, Is.EqualTo(status.GeneratedCount + status.SkippedCandidates!.Count + status.FailedCandidates!.Count + status.PendingCount));
        Assert.That(status.GeneratedChildren, Is.EqualTo(["a", "b"]));
        Assert.That(status.SkippedCandidates.Select(entry => entry.Name), Is.EqualTo(["(empty)", "early"]));
        Assert.That(Reason(discovery), Is.EqualTo("ChildCRWriteFailed"));
    }

    [Test]
    public void A_problem_that_wants_consent_is_told_first_and_all_are_told()
    {
        CandidateOutcome[] outcomes = [CandidateOutcomes.Failed(new("f", "f", []), new(422, "Invalid", "refused"))];
        var report = PassReports.Complete(new([]), outcomes, new([], "held back"), 0, new("AliasWriteFailed", "no alias", IsTransient: false));

        Assert.That((report.Ready, report.Reason, report.IsUnfinished), Is.EqualTo((false, "PruneHeld", false)));
        Assert.That(report.Message, Does.Contain("held back").And.Contain("no alias").And.Contain("refused"));
    }

    [Test]
    public void Only_what_turned_makes_an_event()
    {
        var skipped = new CandidateOutcome.Skipped(new("a", "a", []), new() { Name = "a", Reason = SkipReasons.Conflict });
        var report = PassReports.Complete(new([]), [skipped], new([], null), 0, null);
        var discovery = new Alitellm.Api.ModelDiscoveries.LiteLLMModelDiscovery();
        Assert.That(DiscoveryNotices.Of(null, report).Select(notice => notice.Reason), Is.EqualTo(["Synced", "CandidatesSkipped"]));

        DiscoveryStatusComposer.Report(discovery, report, DateTime.UnixEpoch);
        Assert.That(DiscoveryNotices.Of(discovery.Status, report), Is.Empty);
        var refused = PassReports.SourceFailed(new(SourceFailure.AuthFailed, "401"));
        Assert.That(DiscoveryNotices.Of(discovery.Status, refused).Select(notice => notice.Reason), Is.EqualTo(["AuthFailed"]));
        DiscoveryStatusComposer.Report(discovery, refused, DateTime.UnixEpoch);
        Assert.That(DiscoveryNotices.Of(discovery.Status, refused), Is.Empty);
        Assert.That(DiscoveryNotices.Of(discovery.Status, PassReports.SourceFailed(new(SourceFailure.Unreachable, "away"))).Select(notice => notice.Reason), Is.EqualTo(["Unreachable"]));
    }

    [Test]
    public void A_wait_is_news_when_its_number_changes_and_overdue_once_per_five_minutes()
    {
        var ledger = new DrainLedger();
        var key = new ObjectKey("ns", "d");
        Assert.That(ledger.Note(key, 3, TimeSpan.FromMinutes(1)), Is.EqualTo((true, false)));
        Assert.That(ledger.Note(key, 3, TimeSpan.FromMinutes(4)), Is.EqualTo((false, false)));
        Assert.That(ledger.Note(key, 2, TimeSpan.FromMinutes(5)), Is.EqualTo((true, true)));
        Assert.That(ledger.Note(key, 2, TimeSpan.FromMinutes(9)), Is.EqualTo((false, false)));
        Assert.That(ledger.Note(key, 2, TimeSpan.FromMinutes(10)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_listing_is_kept_until_it_is_due_or_something_asks_for_a_new_one()
    {
        var time = new FakeTimeProvider();
        var memory = new ListingMemory(time);
        var discovery = new Alitellm.Api.ModelDiscoveries.LiteLLMModelDiscovery { Metadata = new() { Name = "d", NamespaceProperty = "ns", Uid = "u", Generation = 1 } };
        var key = ObjectKey.Of(discovery);
        memory.Keep(discovery, new([]), TimeSpan.FromMinutes(10), memory.Now);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(memory.Find(discovery)?.UntilDue, Is.EqualTo(TimeSpan.FromMinutes(9)));

        memory.Expire(key, TimeSpan.FromMinutes(2));
        Assert.That(memory.Find(discovery), Is.Not.Null, "young enough");
        memory.Expire(key, TimeSpan.FromSeconds(10));
        Assert.That(memory.Find(discovery), Is.Null);

        var since = memory.Now;
        memory.Expire(key, TimeSpan.Zero);
        memory.Keep(discovery, new([]), TimeSpan.FromMinutes(10), since);
        Assert.That(memory.Find(discovery), Is.Null, "begun before somebody asked");

        memory.Keep(discovery, new([]), TimeSpan.FromMinutes(10), memory.Now);
        discovery.Metadata.Generation = 2;
        Assert.That(memory.Find(discovery), Is.Null, "another spec");
        discovery.Metadata.Generation = 1;
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(memory.Find(discovery), Is.Null, "due");
    }

    private static string? Reason(IDiscovery discovery)
    {
        return discovery.Status!.Conditions!.First(condition => condition.Type == "Ready").Reason;
    }
}
