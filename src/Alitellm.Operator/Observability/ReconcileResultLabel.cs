using System.Collections.Frozen;
using Alitellm.Api.Common;

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
        [ConditionReasons.Synced] = Synced,
        [ConditionReasons.Observed] = Synced,
        [ConditionReasons.LiteLLMRejected] = Rejected,
        [ConditionReasons.LiteLLMTooOld] = Rejected,
        [ConditionReasons.NotServed] = Rejected,
        [ConditionReasons.UpstreamInvalid] = Rejected,
        [ConditionReasons.LiteLLMUnavailable] = TransientError,
        [ConditionReasons.BadMasterKey] = TransientError,
        [ConditionReasons.Connecting] = TransientError,
        [ConditionReasons.ChildCRWriteFailed] = TransientError,
        [ConditionReasons.AliasWriteFailed] = TransientError,
        [ConditionReasons.SecretNotFound] = SecretMissing,
        [ConditionReasons.Unreachable] = Unreachable,
        [ConditionReasons.SourceUnreachable] = Unreachable,
        [ConditionReasons.InvalidConfig] = InvalidConfig,
        [ConditionReasons.InvalidMode] = InvalidConfig,
        [ConditionReasons.InvalidEndpoint] = InvalidConfig,
        [ConditionReasons.InsecureEndpoint] = InvalidConfig,
        [ConditionReasons.UnresolvedPlaceholder] = InvalidConfig,
        [ConditionReasons.PoolProviderMismatch] = InvalidConfig,
        [ConditionReasons.Conflict] = Conflict,
        [ConditionReasons.PartialAliasConflict] = Conflict,
        [ConditionReasons.OwnedElsewhere] = Conflict,
        [ConditionReasons.AdoptionRefused] = Conflict,
        [ConditionReasons.ConflictsWithConfigGuardrail] = Conflict,
        [ConditionReasons.RecreateThrottled] = Throttled,
        [ConditionReasons.DriftContested] = Throttled,
        [ConditionReasons.PruneHeld] = Throttled,
        [ConditionReasons.AgentNotFound] = ReferenceMissing,
        [ConditionReasons.MCPServerNotFound] = ReferenceMissing,
        [ConditionReasons.ToolsetNotFound] = ReferenceMissing,
        [ConditionReasons.AccessGroupNotFound] = ReferenceMissing,
        [ConditionReasons.DriftDetected] = Drifted,
        [ConditionReasons.RemoteAbsent] = Drifted,
        [ConditionReasons.AwaitingConfirmation] = Other,
        [ConditionReasons.Syncing] = Other,
        [ConditionReasons.Deleting] = Other,
        [ConditionReasons.Suspended] = Other,
        [ConditionReasons.Absent] = Other,
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
