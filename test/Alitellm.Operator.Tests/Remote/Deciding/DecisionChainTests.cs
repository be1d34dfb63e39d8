using Alitellm.Api.Common;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Deciding;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Deciding;

public sealed class DecisionChainTests
{
    private static readonly Comparison s_differs = new([new FieldDifference("litellm_params.temperature", null, null, Secret: false)], NeedsReplace: false);
    private static readonly Comparison s_needsReplace = s_differs with { NeedsReplace = true };
    private static readonly DecisionInput s_steady = new() { Binding = Binding.Ours, WasWritten = true, Confirmed = true };

    /// <summary>One input that trips every rule up to a place, and the reason of the rule that wins.</summary>
    private static IEnumerable<TestCaseData> Order()
    {
        var input = new DecisionInput
        {
            Suspended = true,
            ConnectionProblem = "down",
            TooOld = "old",
            Invalid = (ConditionReasons.InvalidConfig, "bad"),
            SecretMissing = "missing",
            ConflictWinner = "ns/other",
            ReferenceMissing = (ConditionReasons.AgentNotFound, "no agent"),
            Binding = Binding.OwnedElsewhere,
        };
        yield return Case(input, "Suspended");
        yield return Case(input = input with { Suspended = false }, ConditionReasons.LiteLLMUnavailable);
        yield return Case(input = input with { ConnectionProblem = null }, ConditionReasons.LiteLLMTooOld);
        yield return Case(input = input with { TooOld = null }, ConditionReasons.InvalidConfig);
        yield return Case(input = input with { Invalid = null }, ConditionReasons.SecretNotFound);
        yield return Case(input = input with { SecretMissing = null }, ConditionReasons.Conflict);
        yield return Case(input = input with { ConflictWinner = null }, ConditionReasons.AgentNotFound);
        yield return Case(input with { ReferenceMissing = null }, ConditionReasons.OwnedElsewhere);

        static TestCaseData Case(DecisionInput input, string reason)
        {
            return new TestCaseData((Func<DecisionInput>)(() => input), reason).SetArgDisplayNames(reason);
        }
    }

    [TestCaseSource(nameof(Order))]
    public void The_first_rule_that_fires_decides(Delegate input, string reason)
    {
        var decision = DecisionChain.Decide(((Func<DecisionInput>)input)());

        Assert.That((decision.Action, decision.Reason), Is.EqualTo((RemoteAction.None, reason)));
    }

    [Test]
    public void An_entry_that_never_was_is_created()
    {
        var decision = DecisionChain.Decide(new() { Binding = Binding.Absent });

        Assert.That((decision.Action, decision.Cause), Is.EqualTo((RemoteAction.Create, WriteCause.FirstCreate)));
    }

    [Test]
    public void An_unclear_create_is_not_sent_again_before_a_list_has_told()
    {
        Assert.That(DecisionChain.Decide(new() { Binding = Binding.Absent, AwaitsList = true }).Action, Is.EqualTo(RemoteAction.Confirm));
    }

    [Test]
    public void An_entry_missing_right_after_our_write_is_believed_to_be_there()
    {
        var decision = DecisionChain.Decide(s_steady with { Binding = Binding.Absent, Settling = true, Confirmed = true });

        Assert.That((decision.Action, decision.Reason), Is.EqualTo((RemoteAction.None, ConditionReasons.Synced)));
    }

    [Test]
    public void A_changed_spec_is_written_also_while_the_entry_is_not_shown_yet()
    {
        var decision = DecisionChain.Decide(s_steady with { Binding = Binding.Absent, Settling = true, SpecChanged = true });

        Assert.That((decision.Action, decision.Cause), Is.EqualTo((RemoteAction.Update, WriteCause.SpecChanged)));
    }

    [Test]
    public void A_vanished_entry_is_created_again_only_after_a_second_read()
    {
        var absent = s_steady with { Binding = Binding.Absent };

        Assert.That(DecisionChain.Decide(absent with { Confirmed = false }).Action, Is.EqualTo(RemoteAction.Confirm));
        Assert.That(DecisionChain.Decide(absent).Cause, Is.EqualTo(WriteCause.Vanished));
    }

    [Test]
    public void An_entry_that_vanishes_too_often_waits_five_minutes()
    {
        var decision = DecisionChain.Decide(s_steady with { Binding = Binding.Absent, RecreateThrottled = true });

        Assert.That((decision.Action, decision.Reason, decision.Delay), Is.EqualTo((RemoteAction.None, ConditionReasons.RecreateThrottled, TimeSpan.FromMinutes(5))));
    }

    [Test]
    public void Report_neither_creates_again_nor_repairs()
    {
        var report = new Management(ManagementPolicy.Apply, AdoptionPolicy.Always, DriftPolicy.Report);

        Assert.That(DecisionChain.Decide(s_steady with { Management = report, Binding = Binding.Absent }).Reason, Is.EqualTo(ConditionReasons.RemoteAbsent));
        Assert.That(DecisionChain.Decide(s_steady with { Management = report, Comparison = s_differs }).Reason, Is.EqualTo(ConditionReasons.DriftDetected));
        Assert.That(DecisionChain.Decide(s_steady with { Management = report, Duplicates = 1 }).Action, Is.EqualTo(RemoteAction.None));
    }

    [Test]
    public void Report_still_writes_a_changed_spec()
    {
        var report = new Management(ManagementPolicy.Apply, AdoptionPolicy.Always, DriftPolicy.Report);

        Assert.That(DecisionChain.Decide(s_steady with { Management = report, Comparison = s_differs, SpecChanged = true }).Action, Is.EqualTo(RemoteAction.Update));
        Assert.That(DecisionChain.Decide(s_steady with { Management = report, Binding = Binding.Absent, SpecChanged = true }).Action, Is.EqualTo(RemoteAction.Create));
    }

    [TestCase(AdoptionPolicy.Always, false, RemoteAction.Update, ConditionReasons.Synced)]
    [TestCase(AdoptionPolicy.Always, true, RemoteAction.Update, ConditionReasons.Synced)]
    [TestCase(AdoptionPolicy.IfIdentical, true, RemoteAction.Update, ConditionReasons.Synced)]
    [TestCase(AdoptionPolicy.IfIdentical, false, RemoteAction.None, ConditionReasons.AdoptionRefused)]
    [TestCase(AdoptionPolicy.Never, true, RemoteAction.None, ConditionReasons.AdoptionRefused)]
    [TestCase(AdoptionPolicy.Never, false, RemoteAction.None, ConditionReasons.AdoptionRefused)]
    public void The_adoption_policy_decides_about_an_unmarked_entry(AdoptionPolicy policy, bool identical, object action, string reason)
    {
        var decision = DecisionChain.Decide(new()
        {
            Binding = Binding.Unmarked,
            Management = new(ManagementPolicy.Apply, policy, DriftPolicy.Correct),
            Comparison = identical ? Comparison.Equal : s_differs,
        });

        Assert.That((decision.Action, decision.Reason), Is.EqualTo(((RemoteAction)action, reason)));
    }

    [TestCase(0, false, ConditionReasons.RemoteAbsent)]
    [TestCase(1, true, ConditionReasons.Observed)]
    [TestCase(1, false, ConditionReasons.DriftDetected)]
    [TestCase(2, true, ConditionReasons.Observed)]
    [TestCase(2, false, ConditionReasons.DriftDetected)]
    public void Observe_never_writes(int binding, bool identical, string reason)
    {
        var decision = DecisionChain.Decide(new()
        {
            Binding = (Binding)binding,
            Management = new(ManagementPolicy.Observe, AdoptionPolicy.Never, DriftPolicy.Correct),
            Comparison = identical ? Comparison.Equal : s_differs,
            SpecChanged = true,
        });

        Assert.That((decision.Action, decision.Reason), Is.EqualTo((RemoteAction.None, reason)));
    }

    [Test]
    public void Drift_is_believed_after_the_settle_window_and_a_second_equal_read()
    {
        var drifted = s_steady with { Comparison = s_differs };

        Assert.That(DecisionChain.Decide(drifted with { Settling = true }).Reason, Is.EqualTo(ConditionReasons.Synced));
        Assert.That(DecisionChain.Decide(drifted with { Confirmed = false }).Action, Is.EqualTo(RemoteAction.Confirm));
        Assert.That(DecisionChain.Decide(drifted).Cause, Is.EqualTo(WriteCause.Drifted));
        Assert.That(DecisionChain.Decide(drifted).ShowsDrift, Is.True);
    }

    [Test]
    public void A_key_that_an_update_cannot_remove_means_delete_and_create()
    {
        Assert.That(DecisionChain.Decide(s_steady with { Comparison = s_needsReplace }).Action, Is.EqualTo(RemoteAction.Replace));
        Assert.That(DecisionChain.Decide(s_steady with { Comparison = s_needsReplace, SpecChanged = true, Settling = true }).Action, Is.EqualTo(RemoteAction.Replace));
    }

    [Test]
    public void A_contested_entry_waits()
    {
        var decision = DecisionChain.Decide(s_steady with { Comparison = s_differs, Contested = TimeSpan.FromMinutes(7) });

        Assert.That((decision.Action, decision.Reason, decision.Delay), Is.EqualTo((RemoteAction.None, ConditionReasons.DriftContested, TimeSpan.FromMinutes(7))));
    }

    [Test]
    public void A_changed_spec_does_not_wait_for_the_storm_brake_or_a_second_read()
    {
        var decision = DecisionChain.Decide(s_steady with { Comparison = s_differs, Contested = TimeSpan.FromMinutes(7), Confirmed = false, SpecChanged = true });

        Assert.That(decision.Cause, Is.EqualTo(WriteCause.SpecChanged));
    }

    [TestCase(SecretsState.Changed, true)]
    [TestCase(SecretsState.Unrecorded, true)]
    [TestCase(SecretsState.Rehashed, false)]
    [TestCase(SecretsState.Same, false)]
    public void Secrets_are_written_when_they_may_have_changed_and_not_when_only_the_master_key_did(object secrets, bool writes)
    {
        var decision = DecisionChain.Decide(s_steady with { Secrets = (SecretsState)secrets });

        Assert.That(decision.Action == RemoteAction.Update, Is.EqualTo(writes));
    }

    [Test]
    public void A_stored_entry_that_is_not_served_is_told_and_left()
    {
        var decision = DecisionChain.Decide(s_steady with { NotServed = true });

        Assert.That((decision.Action, decision.Reason, decision.Retry), Is.EqualTo((RemoteAction.None, ConditionReasons.NotServed, RetryAfter.Rejected)));
    }

    [Test]
    public void Duplicates_of_ours_are_pruned_once_nothing_else_is_to_do()
    {
        Assert.That(DecisionChain.Decide(s_steady with { Duplicates = 2 }).Action, Is.EqualTo(RemoteAction.Prune));
        Assert.That(DecisionChain.Decide(s_steady with { Duplicates = 2, Settling = true }).Action, Is.EqualTo(RemoteAction.None));
    }

    [Test]
    public void What_speaks_against_a_write_parks_the_object_with_its_own_reason()
    {
        var decision = DecisionChain.Decide(new() { Binding = Binding.Absent, Objection = new("PoolProviderMismatch", "another provider") });

        Assert.That((decision.Action, decision.Ready, decision.Reason, decision.Retry), Is.EqualTo((RemoteAction.None, (bool?)false, "PoolProviderMismatch", RetryAfter.Rejected)));
    }

    [TestCase(Binding.Absent, RemoteAction.Create)]
    [TestCase(Binding.Ours, RemoteAction.None)]
    public void What_the_body_lacks_does_not_keep_the_rest_from_being_written(object binding, object action)
    {
        var decision = DecisionChain.Decide(new() { Binding = (Binding)binding, Shortfall = ("PartialAliasConflict", "one of two") });

        Assert.That((decision.Action, decision.Ready, decision.IsReached, decision.Reason), Is.EqualTo(((RemoteAction)action, (bool?)false, true, "PartialAliasConflict")));
    }

    [Test]
    public void The_rules_are_asked_in_this_order()
    {
        Assert.That(DecisionChain.RuleNames.Take(10), Is.EqualTo(
            ["Suspended", "ConnectionUnusable", "TooOld", "InvalidSpec", "SecretMissing", "Conflict", "ReferenceMissing", "OwnedElsewhere", "Objected", "Absent"]));
        Assert.That(DecisionChain.RuleNames.Last(), Is.EqualTo("UpToDate"));
    }
}
