namespace Alitellm.Operator.Hosting;

/// <summary>
/// Every setting of the process, resolved once at start-up. A variable that is set but empty counts as unset, except <c>DEFAULT_ACCESS_GROUP</c>.
/// An unreadable value ends start-up; nothing falls back to a default silently.
/// </summary>
internal sealed record OperatorOptions
{
    /// <summary><c>METRICS_BIND_ADDRESS</c>, <c>--metrics-bind-address</c>: where <c>/metrics</c> listens; <c>0</c> turns it off.</summary>
    public BindAddress MetricsBindAddress { get; init; } = BindAddress.OnAnyInterface(8080);

    /// <summary><c>HEALTH_PROBE_BIND_ADDRESS</c>, <c>--health-probe-bind-address</c>: where <c>/healthz</c> and <c>/readyz</c> listen; <c>0</c> turns them off.</summary>
    public BindAddress HealthProbeBindAddress { get; init; } = BindAddress.OnAnyInterface(8081);

    /// <summary><c>ENABLE_LEADER_ELECTION</c>, <c>--leader-elect</c>: kinds are shared between replicas by Leases. Anything but Go's boolean forms is refused.</summary>
    public bool LeaderElection { get; init; }

    /// <summary><c>WATCH_NAMESPACE</c>: one name, a comma-separated list, or <c>*</c>. Distinct, in the order given; empty means all namespaces.</summary>
    public IReadOnlyList<string> WatchNamespaces { get; init; } = [OperatorOptionsParser.DefaultNamespace];

    /// <summary><c>POD_NAMESPACE</c>, else the mounted service account's namespace, else the first watched namespace, else <c>default</c>: where Leases live.</summary>
    public string PodNamespace { get; init; } = OperatorOptionsParser.DefaultNamespace;

    /// <summary><c>POD_NAME</c>, else the host name with a random suffix: tells replicas apart in Leases and events.</summary>
    public required string Identity { get; init; }

    /// <summary><c>INSTANCE_ID</c>, default <c>&lt;operator namespace&gt;/alitellm-operator</c>: the owner written into LiteLLM entries.</summary>
    public required string InstanceId { get; init; }

    /// <summary><c>ADOPT_INSTANCE_IDS</c>: a comma-separated list of other instances whose entries this one takes over.</summary>
    public IReadOnlyList<string> AdoptInstanceIds { get; init; } = [];

    /// <summary><c>LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL</c>: how often every object is enqueued again; at least 5 s.</summary>
    public TimeSpan SafetyRelistInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN</c>: re-creations of one entry in 60 s before it is parked. At least 1: it cannot be turned off, so 0 is refused.</summary>
    public int RecreateLimitPerMinute { get; init; } = 10;

    /// <summary><c>DEFAULT_ACCESS_GROUP</c>: the group models join; null turns that off. Unset means <c>default</c>, set but empty means off.</summary>
    public string? DefaultAccessGroup { get; init; } = OperatorOptionsParser.DefaultAccessGroupName;

    /// <summary><c>A2A_MODEL_PROVIDER</c>: the provider through which the models of agents call them, before the slash of their model string.</summary>
    public string A2aModelProvider { get; init; } = OperatorOptionsParser.DefaultA2aModelProvider;

    /// <summary><c>LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE</c>: refuse to send a master key over plain HTTP to another machine. <c>true</c> or <c>false</c>, any case.</summary>
    public bool RequireHttpsRemote { get; init; }

    /// <summary><c>LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES</c>: log request and answer bodies, secrets included. Exactly <c>true</c> or <c>false</c>.</summary>
    public bool DangerouslyLogBodies { get; init; }

    /// <summary><c>LITELLM_OPERATOR_DANGEROUSLY_INCLUDE_REJECTED_BODY</c>: put LiteLLM's message about a rejected write into the condition. <c>true</c> or <c>false</c>, any case.</summary>
    public bool DangerouslyIncludeRejectedBody { get; init; }

    /// <summary><c>OPENCODE_CATALOG_CONFIGMAP</c>, <c>_API_BASE</c> and <c>_FILTERS</c>: the ConfigMap that lists model aliases for coding clients, the proxy's public address in it, and patterns for the aliases that enter it; null when off. The second is required with the first, and neither of the others goes without it.</summary>
    public CatalogOptions? Catalog { get; init; }

    /// <summary><c>LITELLM_POLL_INTERVAL</c>: how often each kind is listed in LiteLLM; at least 5 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>LITELLM_SETTLE_WINDOW</c>: how long after an own write differing reads are not believed. LiteLLM replicas reload every 30 s. 0 turns it off.</summary>
    public TimeSpan SettleWindow { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary><c>ORPHAN_GRACE</c>: how long, from the deletion timestamp, a delete that cannot be confirmed is tried under the Orphan policy. 0 tries once.</summary>
    public TimeSpan OrphanGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>ENSURE_DEFAULT_TEAM</c>: keep a LiteLLM team <c>default</c> although no object declares it. Go's boolean forms.</summary>
    public bool EnsureDefaultTeam { get; init; }

    /// <summary><c>LEASE_DURATION</c>: how long a Lease lasts without renewal; whole seconds, because the Lease object keeps it so.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>LEASE_RENEW</c>: how often a held Lease is renewed; shorter than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan LeaseRenew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>LEASE_RETRY</c>: how often a Lease held by another replica is looked at; shorter than <see cref="LeaseRenew"/>.</summary>
    public TimeSpan LeaseRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary><c>DISCOVERY_ALLOW_HOSTS</c>: host names or IP addresses, lower case, that discovery may call although they would be refused.</summary>
    public IReadOnlyList<string> DiscoveryAllowHosts { get; init; } = [];

    /// <summary><c>LOG_LEVEL</c>, <c>--zap-log-level</c>: <c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c> or <c>error</c>.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary><c>LOG_FORMAT</c>, <c>--zap-encoder</c>: <c>json</c> or <c>console</c>.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Json;

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>_PROTOCOL</c> and <c>_HEADERS</c>: where spans of reconciles go, by <c>http/protobuf</c> (unless said) or <c>grpc</c>, and what goes along; null when off. Neither of the others goes without the first.</summary>
    public TracingOptions? Traces { get; init; }

    /// <summary>Concurrent reconciles of one kind.</summary>
    public int WorkersPerKind { get; init; } = 4;

    /// <summary><c>KUBECONFIG</c>, <c>--kubeconfig</c>: the path of a kubeconfig; null means the pod's service account.</summary>
    public string? Kubeconfig { get; init; }
}
