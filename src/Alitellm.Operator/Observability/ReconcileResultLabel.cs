using System.Collections.Frozen;

namespace Alitellm.Operator.Observability;

/// <summary>The <c>result</c> label that belongs to a reason of the Ready condition.</summary>
internal static class ReconcileResultLabel
{
    public const string Synced = "synced";
    public const string Rejected = "rejected";
    public const string TransientError = "transient_error";
    public const string SecretMissing = "secret_missing";
    public const string Unreachable = "unreachable";
    public const string InvalidConfig = "invalid_config";
    public const string Conflict = "conflict";
    public const string Throttled = "throttled";
    public const string ReferenceMissing = "reference_missing";
    public const string Drifted = "drifted";
    public const string Other = "other";

    private static readonly FrozenDictionary<string, string> s_byReason = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Synced"] = Synced,
        ["Observed"] = Synced,
        ["LiteLLMRejected"] = Rejected,
        ["LiteLLMTooOld"] = Rejected,
        ["NotServed"] = Rejected,
        ["UpstreamInvalid"] = Rejected,
        ["LiteLLMUnavailable"] = TransientError,
        ["BadMasterKey"] = TransientError,
        ["Connecting"] = TransientError,
        ["ChildCRWriteFailed"] = TransientError,
        ["AliasWriteFailed"] = TransientError,
        ["SecretNotFound"] = SecretMissing,
        ["Unreachable"] = Unreachable,
        ["SourceUnreachable"] = Unreachable,
        ["InvalidConfig"] = InvalidConfig,
        ["InvalidMode"] = InvalidConfig,
        ["InvalidEndpoint"] = InvalidConfig,
        ["InsecureEndpoint"] = InvalidConfig,
        ["UnresolvedPlaceholder"] = InvalidConfig,
        ["PoolProviderMismatch"] = InvalidConfig,
        ["Conflict"] = Conflict,
        ["PartialAliasConflict"] = Conflict,
        ["OwnedElsewhere"] = Conflict,
        ["AdoptionRefused"] = Conflict,
        ["ConflictsWithConfigGuardrail"] = Conflict,
        ["RecreateThrottled"] = Throttled,
        ["DriftContested"] = Throttled,
        ["PruneHeld"] = Throttled,
        ["AgentNotFound"] = ReferenceMissing,
        ["MCPServerNotFound"] = ReferenceMissing,
        ["ToolsetNotFound"] = ReferenceMissing,
        ["AccessGroupNotFound"] = ReferenceMissing,
        ["DriftDetected"] = Drifted,
        ["RemoteAbsent"] = Drifted,
        ["AwaitingConfirmation"] = Other,
        ["Syncing"] = Other,
        ["Deleting"] = Other,
        ["Suspended"] = Other,
        ["Absent"] = Other,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every value of the label.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Synced, Rejected, TransientError, SecretMissing, Unreachable, InvalidConfig, Conflict, Throttled, ReferenceMissing, Drifted, Other,
    ];

    /// <summary>The reasons that have a label of their own choosing.</summary>
    public static IReadOnlyCollection<string> KnownReasons => s_byReason.Keys;

    /// <summary>Total: a reason nobody has thought of is <see cref="Other"/>, never <see cref="Synced"/>.</summary>
    public static string Of(string? reason) => reason is not null && s_byReason.TryGetValue(reason, out string? label) ? label : Other;
}
