using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote.Deciding;

/// <summary>Everything a decision depends on, gathered beforehand: deciding does no I/O.</summary>
internal sealed record DecisionInput
{
    public bool Suspended { get; init; }

    /// <summary>Why the Connection cannot be used; null when it can.</summary>
    public string? ConnectionProblem { get; init; }

    /// <summary>The version that is needed and not there; null when it is.</summary>
    public string? TooOld { get; init; }

    /// <summary>Reason and message of a spec that cannot be rendered.</summary>
    public (string Reason, string Message)? Invalid { get; init; }

    public string? SecretMissing { get; init; }

    /// <summary>The object that won the entry we claim.</summary>
    public string? ConflictWinner { get; init; }

    public (string Reason, string Message)? ReferenceMissing { get; init; }

    /// <summary>Reason and message of what speaks against writing.</summary>
    public Objection? Objection { get; init; }

    /// <summary>Reason and message of what the body lacks although the spec asks for it.</summary>
    public (string Reason, string Message)? Shortfall { get; init; }

    public Management Management { get; init; } = new(ManagementPolicy.Apply, AdoptionPolicy.Always, DriftPolicy.Correct);

    public Binding Binding { get; init; }

    /// <summary>Who owns the entry, for <see cref="Binding.OwnedElsewhere"/>.</summary>
    public string? OtherOwner { get; init; }

    /// <summary>The entry is in the database but LiteLLM does not serve it.</summary>
    public bool NotServed { get; init; }

    /// <summary>Something of ours was written before: the status records an id.</summary>
    public bool WasWritten { get; init; }

    /// <summary>The recorded hash is of our making and differs from the wished one.</summary>
    public bool SpecChanged { get; init; }

    public SecretsState Secrets { get; init; }

    public Comparison Comparison { get; init; } = Comparison.Equal;

    /// <summary>How many further entries carry our mark.</summary>
    public int Duplicates { get; init; }

    /// <summary>We wrote this body so recently that a differing read proves nothing.</summary>
    public bool Settling { get; init; }

    /// <summary>An earlier read showed the same.</summary>
    public bool Confirmed { get; init; }

    /// <summary>A create was sent and its answer lost: the next list must tell before another is sent.</summary>
    public bool AwaitsList { get; init; }

    /// <summary>The entry was created again too often in a short time.</summary>
    public bool RecreateThrottled { get; init; }

    /// <summary>Somebody keeps changing the entry: wait this long before the next repair.</summary>
    public TimeSpan? Contested { get; init; }
}
