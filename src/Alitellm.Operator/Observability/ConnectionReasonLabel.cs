using Alitellm.Api.Common;

namespace Alitellm.Operator.Observability;

/// <summary>The <c>reason</c> label of connection readiness.</summary>
internal static class ConnectionReasonLabel
{
    public const string Other = "Other";

    /// <summary>Every value; of one Connection exactly one is 1.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ConditionReasons.Synced,
        ConditionReasons.Connecting,
        ConditionReasons.Absent,
        ConditionReasons.Unreachable,
        ConditionReasons.BadMasterKey,
        ConditionReasons.SecretNotFound,
        ConditionReasons.InvalidEndpoint,
        ConditionReasons.InsecureEndpoint,
        Other,
    ];

    public static string Of(string reason) => All.Contains(reason) ? reason : Other;
}
