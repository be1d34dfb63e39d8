using System.Globalization;

namespace Alitellm.Operator.Hosting;

/// <summary>Turns environment variables and flags into options. Every setting is parsed here, once, and nowhere else; all mistakes are told together.</summary>
internal static class OperatorOptionsParser
{
    public const string DefaultNamespace = "default";
    public const string DefaultAccessGroupName = "default";

    public const string DefaultA2aModelProvider = "a2a1";

    private const string DeploymentName = "alitellm-operator";
    private const string AllNamespaces = "*";

    // Presence Leases are named "alitellm-operator-replica-<identity>", and a Lease name has at most 253 characters.
    private const int MaxIdentityLength = 200;
    private const int MaxInstanceLength = 253;

    private static readonly TimeSpan s_intervalFloor = TimeSpan.FromSeconds(5);

    public static OperatorOptionsResult Parse(IReadOnlyDictionary<string, string?> environment, CommandLineFlags flags, ProcessFacts facts)
    {
        var settings = new SettingsReader(environment);
        IReadOnlyList<string> namespaces = WatchNamespaces(settings);
        string podNamespace = PodNamespace(settings, facts, namespaces);
        var options = new OperatorOptions
        {
            MetricsBindAddress = Address(settings, "--metrics-bind-address", flags.MetricsBindAddress, "METRICS_BIND_ADDRESS", 8080),
            HealthProbeBindAddress = Address(settings, "--health-probe-bind-address", flags.HealthProbeBindAddress, "HEALTH_PROBE_BIND_ADDRESS", 8081),
            LeaderElection = settings.Parse(
                settings.Text("--leader-elect", flags.LeaderElect, "ENABLE_LEADER_ELECTION"), false, GoBoolean.TryParse, $"a boolean; accepted are {GoBoolean.Accepted}"),
            WatchNamespaces = namespaces,
            PodNamespace = podNamespace,
            Identity = Identity(settings, facts),
            InstanceId = settings.Parse<string>(
                "INSTANCE_ID", $"{podNamespace}/{DeploymentName}", TryInstance, "1 to 253 letters, digits or one of . _ - / : @"),
            AdoptInstanceIds = settings.List("ADOPT_INSTANCE_IDS", IsInstance, "an instance id: 1 to 253 letters, digits or one of . _ - / : @") ?? [],
            SafetyRelistInterval = settings.Duration("LITELLM_OPERATOR_SAFETY_RELIST_INTERVAL", TimeSpan.FromMinutes(10), s_intervalFloor),
            RecreateLimitPerMinute = settings.Parse<int>(
                "LITELLM_OPERATOR_RECREATE_LIMIT_PER_MIN", 10, TryPositive, "a whole number above 0; the limit cannot be turned off"),
            DefaultAccessGroup = DefaultAccessGroup(settings),
            A2aModelProvider = settings.Text("A2A_MODEL_PROVIDER") ?? DefaultA2aModelProvider,
            RequireHttpsRemote = settings.Switch("LITELLM_OPERATOR_REQUIRE_HTTPS_REMOTE", StringComparison.OrdinalIgnoreCase),
            DangerouslyLogBodies = settings.Switch("LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES", StringComparison.Ordinal),
            DangerouslyIncludeRejectedBody = settings.Switch("LITELLM_OPERATOR_DANGEROUSLY_INCLUDE_REJECTED_BODY", StringComparison.OrdinalIgnoreCase),
            Catalog = CatalogOptionsParser.Parse(settings),
            PollInterval = settings.Duration("LITELLM_POLL_INTERVAL", TimeSpan.FromSeconds(30), s_intervalFloor),
            SettleWindow = settings.Duration("LITELLM_SETTLE_WINDOW", TimeSpan.FromSeconds(35), TimeSpan.Zero),
            OrphanGrace = settings.Duration("ORPHAN_GRACE", TimeSpan.FromSeconds(30), TimeSpan.Zero),
            EnsureDefaultTeam = settings.Boolean("ENSURE_DEFAULT_TEAM"),
            LeaseDuration = settings.Duration("LEASE_DURATION", TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1)),
            LeaseRenew = settings.Duration("LEASE_RENEW", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1)),
            LeaseRetry = settings.Duration("LEASE_RETRY", TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1)),
            DiscoveryAllowHosts = settings.List("DISCOVERY_ALLOW_HOSTS", IsHost, "a host name or IP address in lower case, without scheme, port or path") ?? [],
            LogLevel = settings.Parse<LogLevel>(
                settings.Text("--zap-log-level", flags.ZapLogLevel, "LOG_LEVEL"), LogLevel.Information, LogLevels.TryParse, $"a log level; accepted are {LogLevels.Accepted}"),
            LogFormat = settings.Parse<LogFormat>(
                settings.Text("--zap-encoder", flags.ZapEncoder, "LOG_FORMAT"), LogFormat.Json, TryLogFormat, "json or console"),
            Traces = TracingOptionsParser.Parse(settings),
            Kubeconfig = Kubeconfig(settings, flags),
        };
        CheckTogether(settings, options);
        settings.RefuseUnknown();
        return settings.Problems.Count == 0 ? OperatorOptionsResult.Valid(options) : OperatorOptionsResult.Invalid(settings.Problems);
    }

    private static BindAddress Address(SettingsReader settings, string flag, string? flagValue, string variable, int defaultPort) => settings.Parse<BindAddress>(
        settings.Text(flag, flagValue, variable),
        BindAddress.OnAnyInterface(defaultPort),
        BindAddress.TryParse!,
        "an address such as :8080, 127.0.0.1:8080 or [::1]:8080, or 0 for none");

    private static IReadOnlyList<string> WatchNamespaces(SettingsReader settings)
    {
        const string variable = "WATCH_NAMESPACE";
        if (settings.Text(variable) == AllNamespaces)
        {
            return [];
        }

        return settings.List(variable, DnsName.IsLabel, "a namespace name; accepted are one name, a comma-separated list, or * alone") ?? [DefaultNamespace];
    }

    private static string PodNamespace(SettingsReader settings, ProcessFacts facts, IReadOnlyList<string> watched)
    {
        string fallback = string.IsNullOrEmpty(facts.ServiceAccountNamespace) ? watched.FirstOrDefault(DefaultNamespace) : facts.ServiceAccountNamespace;
        return settings.Parse(
            "POD_NAMESPACE",
            fallback,
            (string text, out string value) =>
            {
                value = text;
                return DnsName.IsLabel(text);
            },
            "a namespace name");
    }

    private static string Identity(SettingsReader settings, ProcessFacts facts)
    {
        string host = DnsName.ToLabel(facts.HostName, 50);
        return settings.Parse(
            "POD_NAME",
            host.Length == 0 ? $"{DeploymentName}-{facts.IdentitySuffix}" : $"{host}-{facts.IdentitySuffix}",
            (string text, out string value) =>
            {
                value = text;
                return DnsName.IsSubdomain(text, MaxIdentityLength);
            },
            $"a pod name of at most {MaxIdentityLength} characters");
    }

    private static string? DefaultAccessGroup(SettingsReader settings) => settings.Raw("DEFAULT_ACCESS_GROUP")?.Trim() switch
    {
        null => DefaultAccessGroupName,
        "" => null,
        { } group => group,
    };

    private static string? Kubeconfig(SettingsReader settings, CommandLineFlags flags)
    {
        if (settings.Text("--kubeconfig", flags.Kubeconfig, "KUBECONFIG") is not { Value.Length: > 0 } given)
        {
            return null;
        }

        if (given.Name == "KUBECONFIG" && given.Value.Contains(Path.PathSeparator))
        {
            settings.Refuse("KUBECONFIG names several files; only one is supported.");
        }

        return given.Value;
    }

    private static void CheckTogether(SettingsReader settings, OperatorOptions options)
    {
        if (options.LeaseRetry >= options.LeaseRenew || options.LeaseRenew >= options.LeaseDuration)
        {
            settings.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"Lease timings must satisfy LEASE_RETRY < LEASE_RENEW < LEASE_DURATION, but they are {options.LeaseRetry.TotalSeconds}s, {options.LeaseRenew.TotalSeconds}s and {options.LeaseDuration.TotalSeconds}s."));
        }

        if (options.LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            settings.Refuse("LEASE_DURATION must be whole seconds, because a Lease keeps it so.");
        }

        if (options.MetricsBindAddress.CollidesWith(options.HealthProbeBindAddress))
        {
            settings.Refuse($"Metrics ({options.MetricsBindAddress}) and health probes ({options.HealthProbeBindAddress}) cannot share one port.");
        }
    }

    private static bool TryPositive(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;

    private static bool TryInstance(string text, out string value)
    {
        value = text;
        return IsInstance(text);
    }

    // '|' and ',' stay out: ids are hashed over '|'-joined parts, and ADOPT_INSTANCE_IDS is a comma-separated list.
    private static bool IsInstance(string text) =>
        text.Length is > 0 and <= MaxInstanceLength && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '@');

    private static bool IsHost(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown && !text.Any(char.IsUpper);

    private static bool TryLogFormat(string text, out LogFormat value)
    {
        value = text == "console" ? LogFormat.Console : LogFormat.Json;
        return text is "json" or "console";
    }
}
