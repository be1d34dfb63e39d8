using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Deciding;

/// <summary>Ordered pure rules; the first that fires decides action, reason and message.</summary>
internal static class DecisionChain
{
    /// <summary>How long an object waits whose entry had to be created too often; the reference operator's 5 min.</summary>
    public static readonly TimeSpan RecreateThrottledDelay = TimeSpan.FromMinutes(5);

    /// <summary>The entry is in the database and in no list: creating it again would go on for ever.</summary>
    public static readonly Decision StoredButNotServed = Decision.Stay(
        ConditionReasons.NotServed,
        "LiteLLM stores the entry but does not serve it: check the provider in the model string",
        RetryAfter.Rejected);

    private static readonly (string Name, Func<DecisionInput, Decision?> Rule)[] s_rules =
    [
        ("Suspended", Suspended),
        ("ConnectionUnusable", ConnectionUnusable),
        ("TooOld", TooOld),
        ("InvalidSpec", InvalidSpec),
        ("SecretMissing", SecretMissing),
        ("Conflict", Conflict),
        ("ReferenceMissing", ReferenceMissing),
        ("OwnedElsewhere", OwnedElsewhere),
        ("Objected", Objected),
        ("Absent", Absent),
        ("ForeignNotAdoptable", ForeignNotAdoptable),
        ("Observed", Observed),
        ("Unmarked", Unmarked),
        ("SpecDiffers", SpecDiffers),
        ("Drifted", Drifted),
        ("NotServed", NotServed),
        ("Duplicated", Duplicated),
        ("UpToDate", UpToDate),
    ];

    /// <summary>The names of the rules, in order.</summary>
    public static IEnumerable<string> RuleNames => s_rules.Select(rule => rule.Name);

    public static Decision Decide(DecisionInput input)
    {
        foreach (var (_, rule) in s_rules)
        {
            if (rule(input) is { } decision)
            {
                return input.Shortfall is { } shortfall && decision.Ready == true
                    ? decision with { Ready = false, FallsShort = true, Reason = shortfall.Reason, Message = shortfall.Message }
                    : decision;
            }
        }

        throw new InvalidOperationException("the last rule always fires");
    }

    private static Decision? Suspended(DecisionInput input)
    {
        return input.Suspended ? new(RemoteAction.None, null, "Suspended", "spec.suspend is true: LiteLLM is neither read nor written for this object") : null;
    }

    private static Decision? ConnectionUnusable(DecisionInput input)
    {
        return input.ConnectionProblem is { } problem ? Decision.Stay(ConditionReasons.LiteLLMUnavailable, problem) : null;
    }

    private static Decision? TooOld(DecisionInput input)
    {
        return input.TooOld is { } message ? Decision.Stay(ConditionReasons.LiteLLMTooOld, message, RetryAfter.Rejected) : null;
    }

    private static Decision? InvalidSpec(DecisionInput input)
    {
        return input.Invalid is { } invalid ? Decision.Stay(invalid.Reason, invalid.Message) : null;
    }

    private static Decision? SecretMissing(DecisionInput input)
    {
        return input.SecretMissing is { } message ? Decision.Stay(ConditionReasons.SecretNotFound, message, RetryAfter.Rejected) : null;
    }

    private static Decision? Conflict(DecisionInput input)
    {
        return input.ConflictWinner is { } winner ? Decision.Stay(ConditionReasons.Conflict, $"superseded by {winner}, which claims the same entry: rename or delete one of the two") : null;
    }

    private static Decision? ReferenceMissing(DecisionInput input)
    {
        return input.ReferenceMissing is { } missing ? Decision.Stay(missing.Reason, missing.Message, RetryAfter.Rejected) : null;
    }

    private static Decision? OwnedElsewhere(DecisionInput input)
    {
        return input.Binding == Binding.OwnedElsewhere
            ? Decision.Stay(ConditionReasons.OwnedElsewhere, $"the entry in LiteLLM belongs to {input.OtherOwner}; it is neither written nor deleted; name that instance in ADOPT_INSTANCE_IDS to take it over")
            : null;
    }

    private static Decision? Objected(DecisionInput input)
    {
        return input.Objection is { } objection ? Decision.Stay(objection.Reason, objection.Message, RetryAfter.Rejected) with { ShowsDrift = objection.ShowsDrift } : null;
    }

    private static Decision? Absent(DecisionInput input)
    {
        if (input.Binding != Binding.Absent)
        {
            return null;
        }

        if (input.Management.Policy == ManagementPolicy.Observe)
        {
            return Decision.Stay(ConditionReasons.RemoteAbsent, "LiteLLM has no such entry");
        }

        if (input.AwaitsList)
        {
            return new(RemoteAction.Confirm, null, "", "");
        }

        if (!input.WasWritten)
        {
            return Decision.Write(RemoteAction.Create, WriteCause.FirstCreate, "created in LiteLLM");
        }

        if (input.Settling)
        {
            return input.SpecChanged || input.Secrets == SecretsState.Changed ? SpecDiffers(input) : UpToDate(input);
        }

        if (!input.Confirmed)
        {
            return new(RemoteAction.Confirm, null, "", "");
        }

        if (input.Management.Drift == DriftPolicy.Report && !input.SpecChanged)
        {
            return Decision.Stay(ConditionReasons.RemoteAbsent, "the entry was deleted in LiteLLM; spec.driftPolicy is Report");
        }

        return input.RecreateThrottled
            ? new(RemoteAction.None, false, ConditionReasons.RecreateThrottled, "the entry vanishes from LiteLLM each time it is created: find out who deletes it") { Retry = RetryAfter.Delay, Delay = RecreateThrottledDelay }
            : Decision.Write(RemoteAction.Create, WriteCause.Vanished, "created again in LiteLLM") with { ShowsDrift = true };
    }

    private static Decision? ForeignNotAdoptable(DecisionInput input)
    {
        if (input.Binding != Binding.Unmarked || input.Management.Policy == ManagementPolicy.Observe)
        {
            return null;
        }

        var refused = input.Management.Adoption switch
        {
            AdoptionPolicy.Never => "spec.adoptionPolicy is Never",
            AdoptionPolicy.IfIdentical when !input.Comparison.IsEqual => "spec.adoptionPolicy is IfIdentical and the entry differs",
            _ => null,
        };
        return refused is null ? null : Decision.Stay(ConditionReasons.AdoptionRefused, $"LiteLLM has an entry of this name that is not ours: {refused}; set it to Always to take the entry over, or rename the object") with { ShowsDrift = true };
    }

    private static Decision? Observed(DecisionInput input)
    {
        if (input.Management.Policy != ManagementPolicy.Observe)
        {
            return null;
        }

        return input.Comparison.IsEqual
            ? new(RemoteAction.None, true, ConditionReasons.Observed, "LiteLLM has what the spec asks for")
            : Decision.Stay(ConditionReasons.DriftDetected, DriftMessage(input)) with { ShowsDrift = true };
    }

    private static Decision? Unmarked(DecisionInput input)
    {
        return input.Binding == Binding.Unmarked ? Decision.Write(WriteFor(input), WriteCause.Adopted, "an existing entry was adopted") : null;
    }

    private static Decision? SpecDiffers(DecisionInput input)
    {
        return input.SpecChanged || input.Secrets is SecretsState.Changed or SecretsState.Unrecorded
            ? Decision.Write(WriteFor(input), WriteCause.SpecChanged, "updated in LiteLLM")
            : null;
    }

    private static Decision? Drifted(DecisionInput input)
    {
        if (input.Comparison.IsEqual || input.Settling)
        {
            return null;
        }

        if (!input.WasWritten)
        {
            // Where nothing of it was there yet, there was nothing to adopt.
            var isNew = input.Comparison.Differences.All(difference => difference.ObservedAbsent);
            return Decision.Write(WriteFor(input), isNew ? WriteCause.FirstCreate : WriteCause.Adopted, "updated in LiteLLM");
        }

        if (!input.Confirmed)
        {
            return new(RemoteAction.Confirm, null, "", "");
        }

        if (input.Management.Drift == DriftPolicy.Report)
        {
            return Decision.Stay(ConditionReasons.DriftDetected, DriftMessage(input)) with { ShowsDrift = true };
        }

        return input.Contested is { } delay
            ? Decision.Stay(ConditionReasons.DriftContested, "somebody keeps changing the entry in LiteLLM: find out who, or set spec.driftPolicy to Report or spec.ignoreFields", RetryAfter.Delay) with { ShowsDrift = true, Delay = delay }
            : Decision.Write(WriteFor(input), WriteCause.Drifted, "a change made in LiteLLM was undone") with { ShowsDrift = true };
    }

    private static Decision? NotServed(DecisionInput input)
    {
        return input.NotServed ? StoredButNotServed : null;
    }

    private static Decision? Duplicated(DecisionInput input)
    {
        if (input.Duplicates == 0 || input.Settling)
        {
            return null;
        }

        var decision = input.Management.Drift == DriftPolicy.Report
            ? Decision.Stay(ConditionReasons.DriftDetected, $"{input.Duplicates} further entries carry our mark; see status.drift")
            : Decision.Write(RemoteAction.Prune, WriteCause.Duplicated, $"{input.Duplicates} duplicate(s) deleted in LiteLLM");
        return decision with { ShowsDrift = true };
    }

    private static Decision UpToDate(DecisionInput input)
    {
        return new(RemoteAction.None, true, ConditionReasons.Synced, "LiteLLM has what the spec asks for");
    }

    private static RemoteAction WriteFor(DecisionInput input)
    {
        return input.Comparison.NeedsReplace ? RemoteAction.Replace : RemoteAction.Update;
    }

    private static string DriftMessage(DecisionInput input)
    {
        return $"{input.Comparison.Differences.Count} field(s) differ in LiteLLM; see status.drift";
    }
}
