namespace Alitellm.Api.Common;

/// <summary>The reasons of conditions: for each the status it goes with, what it means, and what to do.</summary>
public static class ConditionReasons
{
    /// <summary>Ready=True: LiteLLM has what the spec says. Nothing to do.</summary>
    public const string Synced = "Synced";

    /// <summary>
    /// Ready=False: a Secret or a key in it that the spec names does not exist, or a placeholder has no entry in spec.secrets. Create it; the
    /// operator notices by itself.
    /// </summary>
    public const string SecretNotFound = "SecretNotFound";

    /// <summary>
    /// Ready=False, Stalled: the spec cannot be used although the schema allows it, such as a placeholder bound twice or a bad pattern. Correct
    /// the spec as the message says.
    /// </summary>
    public const string InvalidConfig = "InvalidConfig";

    /// <summary>Ready=False: the object is being deleted and waits for what it generated, or for LiteLLM. Nothing to do unless it lasts.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Ready=False: the Connection is missing or not Ready, or LiteLLM does not answer. Look at the Connection the message names.</summary>
    public const string LiteLLMUnavailable = "LiteLLMUnavailable";

    /// <summary>
    /// Ready=False: LiteLLM refused the request for good (a 4xx). Correct the spec as the message says; it is tried again after
    /// requeueOnRejectedAfter of the Connection.
    /// </summary>
    public const string LiteLLMRejected = "LiteLLMRejected";

    /// <summary>Ready=False, Stalled: the proxy is older than this kind needs. Upgrade LiteLLM to the version in the message.</summary>
    public const string LiteLLMTooOld = "LiteLLMTooOld";

    /// <summary>
    /// Ready=False: a placeholder has no entry in spec.secrets. Kept for readers of older statuses; today SecretNotFound is reported.
    /// </summary>
    public const string UnresolvedPlaceholder = "UnresolvedPlaceholder";

    /// <summary>
    /// Ready=False, Stalled: another object claims the same LiteLLM entry and wins. Rename or delete one of them. As a reason of a discovery's
    /// skipped candidate: another controller owns the object of that name.
    /// </summary>
    public const string Conflict = "Conflict";

    /// <summary>
    /// Ready=False: some aliases of this object are declared by another one that wins. Remove them here or there; status.aliasStatuses names the
    /// winners.
    /// </summary>
    public const string PartialAliasConflict = "PartialAliasConflict";

    /// <summary>
    /// Ready=False, Stalled: the entry is marked by another operator instance. Delete one of the two objects, or list that instance in
    /// ADOPT_INSTANCE_IDS to take its entries over.
    /// </summary>
    public const string OwnedElsewhere = "OwnedElsewhere";

    /// <summary>
    /// Ready=False, Stalled: an entry of this name exists that no operator has marked, and spec.adoptionPolicy forbids to take it over. Change
    /// the policy, or rename the entry; status.drift shows the difference.
    /// </summary>
    public const string AdoptionRefused = "AdoptionRefused";

    /// <summary>Ready=True: spec.managementPolicy is Observe and LiteLLM has what the spec says.</summary>
    public const string Observed = "Observed";

    /// <summary>
    /// Ready=False: LiteLLM differs from the spec and is left alone (managementPolicy Observe or driftPolicy Report). See status.drift; change
    /// the spec or the policy.
    /// </summary>
    public const string DriftDetected = "DriftDetected";

    /// <summary>Ready=False: spec.managementPolicy is Observe and LiteLLM has no such entry.</summary>
    public const string RemoteAbsent = "RemoteAbsent";

    /// <summary>
    /// Ready=False: somebody else keeps changing the entry. Repairs are slowed down to one per 10 minutes; find the other writer, or list the
    /// field in spec.ignoreFields.
    /// </summary>
    public const string DriftContested = "DriftContested";

    /// <summary>
    /// Ready=False: the entry was created again and again and vanished each time. Tried again after 5 minutes; look in LiteLLM's log for why it
    /// does not keep it.
    /// </summary>
    public const string RecreateThrottled = "RecreateThrottled";

    /// <summary>Ready=False: LiteLLM has stored the entry but does not serve it, as with a provider it does not know. Correct spec.params.</summary>
    public const string NotServed = "NotServed";

    /// <summary>
    /// Ready=False on a new object, Reconciling=True: LiteLLM's answer to a write was lost or is not visible yet, and a read has to confirm it.
    /// Nothing to do.
    /// </summary>
    public const string AwaitingConfirmation = "AwaitingConfirmation";

    /// <summary>Suspended=True, and Ready=False on an object that was never applied: spec.suspend is true. Set it to false to go on.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Ready=False: LiteLLM has no access group of a name in the spec. Create it or correct the name.</summary>
    public const string AccessGroupNotFound = "AccessGroupNotFound";

    /// <summary>Ready=False: LiteLLM has no agent of a name in the spec. Create it or correct the name.</summary>
    public const string AgentNotFound = "AgentNotFound";

    /// <summary>Ready=False: LiteLLM has no MCP server of a name in the spec. Create it or correct the name.</summary>
    public const string MCPServerNotFound = "MCPServerNotFound";

    /// <summary>Ready=False: LiteLLM has no MCP toolset of a name in the spec. Create it or correct the name.</summary>
    public const string ToolsetNotFound = "ToolsetNotFound";

    /// <summary>Ready=False, Stalled: the guardrail's modes cannot be combined. Let realtime_input_transcription stand alone.</summary>
    public const string InvalidMode = "InvalidMode";

    /// <summary>Ready=False: the proxy's configuration file has a guardrail of this name. Rename one of them.</summary>
    public const string ConflictsWithConfigGuardrail = "ConflictsWithConfigGuardrail";

    /// <summary>Ready=False: another object with this guardrailName has a different provider. Make them equal or rename one.</summary>
    public const string PoolProviderMismatch = "PoolProviderMismatch";

    /// <summary>Ready=False: the proxy has not been probed yet with this spec. Nothing to do.</summary>
    public const string Connecting = "Connecting";

    /// <summary>
    /// Ready=False: the proxy does not answer, or not as LiteLLM does. Check the endpoint and the network. Of SourceReachable: the source of a
    /// discovery does not answer.
    /// </summary>
    public const string Unreachable = "Unreachable";

    /// <summary>Ready=False: LiteLLM refused the master key. Correct the Secret, or the key in LiteLLM.</summary>
    public const string BadMasterKey = "BadMasterKey";

    /// <summary>Ready=False: the endpoint is no usable URL. Correct it.</summary>
    public const string InvalidEndpoint = "InvalidEndpoint";

    /// <summary>Ready=False: the endpoint is plain http to a host outside the cluster, which this operator is told to refuse. Use https.</summary>
    public const string InsecureEndpoint = "InsecureEndpoint";

    /// <summary>No condition carries it: what metrics and messages call a Connection that does not exist or is being deleted.</summary>
    public const string Absent = "Absent";

    /// <summary>LoggingHealthy=True: the proxy's logging callbacks work.</summary>
    public const string Healthy = "Healthy";

    /// <summary>LoggingHealthy=False: a logging callback of the proxy fails; the message is the proxy's own.</summary>
    public const string Unhealthy = "Unhealthy";

    /// <summary>LoggingHealthy=Unknown: the proxy has no logging callbacks.</summary>
    public const string NoCallbacksReported = "NoCallbacksReported";

    /// <summary>LoggingHealthy=Unknown: the proxy gave an answer this operator does not know.</summary>
    public const string Unknown = "Unknown";

    /// <summary>LoggingHealthy=Unknown: the proxy could not be probed; see Ready.</summary>
    public const string ProbeError = "ProbeError";

    /// <summary>Ready=False: the source has not been read yet with this spec. Nothing to do.</summary>
    public const string Syncing = "Syncing";

    /// <summary>Ready=False: the source could not be read; SourceReachable says why. What was generated is kept.</summary>
    public const string SourceUnreachable = "SourceUnreachable";

    /// <summary>
    /// Ready=False: the source answered, but with something that cannot be right: a pattern in filters.include matches nothing, or nothing is
    /// left at all. What was generated is kept.
    /// </summary>
    public const string UpstreamInvalid = "UpstreamInvalid";

    /// <summary>
    /// Ready=False: the source answered with so much less that deleting the rest needs your consent. Check the source; raise spec.pruneGuard if
    /// it is right.
    /// </summary>
    public const string PruneHeld = "PruneHeld";

    /// <summary>Ready=False: some objects could not be written; status.failedCandidates says which and why. The others are in place.</summary>
    public const string ChildCRWriteFailed = "ChildCRWriteFailed";

    /// <summary>Ready=False: the alias objects could not be written. The models are in place.</summary>
    public const string AliasWriteFailed = "AliasWriteFailed";

    /// <summary>SourceReachable=True: the source was read.</summary>
    public const string Ok = "Ok";

    /// <summary>SourceReachable=False: the source refused the credentials. Correct the Secret.</summary>
    public const string AuthFailed = "AuthFailed";

    /// <summary>NameCollision=False: every name the source makes is unique.</summary>
    public const string NoCollisions = "NoCollisions";

    /// <summary>
    /// NameCollision=True: objects of two namespaces make one name; the message names the winners. Rename one, or use two discoveries with
    /// different prefixes.
    /// </summary>
    public const string NameCollision = "NameCollision";

    /// <summary>Every reason, once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Synced,
        SecretNotFound,
        InvalidConfig,
        Deleting,
        LiteLLMUnavailable,
        LiteLLMRejected,
        LiteLLMTooOld,
        UnresolvedPlaceholder,
        Conflict,
        PartialAliasConflict,
        OwnedElsewhere,
        AdoptionRefused,
        Observed,
        DriftDetected,
        RemoteAbsent,
        DriftContested,
        RecreateThrottled,
        NotServed,
        AwaitingConfirmation,
        Suspended,
        AccessGroupNotFound,
        AgentNotFound,
        MCPServerNotFound,
        ToolsetNotFound,
        InvalidMode,
        ConflictsWithConfigGuardrail,
        PoolProviderMismatch,
        Connecting,
        Unreachable,
        BadMasterKey,
        InvalidEndpoint,
        InsecureEndpoint,
        Absent,
        Healthy,
        Unhealthy,
        NoCallbacksReported,
        Unknown,
        ProbeError,
        Syncing,
        SourceUnreachable,
        UpstreamInvalid,
        PruneHeld,
        ChildCRWriteFailed,
        AliasWriteFailed,
        Ok,
        AuthFailed,
        NoCollisions,
        NameCollision,
    ];
}
