using System.Collections;

namespace Alitellm.Operator.Hosting;

/// <summary>The options as the structured values of one log record.</summary>
internal sealed class ResolvedConfiguration(OperatorOptions options) : IEnumerable<KeyValuePair<string, object?>>
{
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Values().Select(static value => KeyValuePair.Create(value.Name, value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<(string Name, object? Value)> Values() =>
    [
        (nameof(options.MetricsBindAddress), options.MetricsBindAddress),
        (nameof(options.HealthProbeBindAddress), options.HealthProbeBindAddress),
        (nameof(options.LeaderElection), options.LeaderElection),
        (nameof(options.WatchNamespaces), options.WatchNamespaces.Count == 0 ? ["*"] : options.WatchNamespaces),
        (nameof(options.PodNamespace), options.PodNamespace),
        (nameof(options.Identity), options.Identity),
        (nameof(options.InstanceId), options.InstanceId),
        (nameof(options.AdoptInstanceIds), options.AdoptInstanceIds),
        (nameof(options.SafetyRelistInterval), options.SafetyRelistInterval),
        (nameof(options.RecreateLimitPerMinute), options.RecreateLimitPerMinute),
        (nameof(options.DefaultAccessGroup), options.DefaultAccessGroup),
        (nameof(options.A2aModelProvider), options.A2aModelProvider),
        (nameof(options.RequireHttpsRemote), options.RequireHttpsRemote),
        (nameof(options.DangerouslyLogBodies), options.DangerouslyLogBodies),
        (nameof(options.DangerouslyIncludeRejectedBody), options.DangerouslyIncludeRejectedBody),
        ("CatalogConfigMap", options.Catalog is { } catalog ? $"{catalog.Namespace}/{catalog.Name}" : null),
        ("CatalogApiBase", options.Catalog?.ApiBase),
        ("CatalogInclude", options.Catalog?.Include),
        ("CatalogExclude", options.Catalog?.Exclude),
        (nameof(options.PollInterval), options.PollInterval),
        (nameof(options.SettleWindow), options.SettleWindow),
        (nameof(options.OrphanGrace), options.OrphanGrace),
        (nameof(options.EnsureDefaultTeam), options.EnsureDefaultTeam),
        (nameof(options.LeaseDuration), options.LeaseDuration),
        (nameof(options.LeaseRenew), options.LeaseRenew),
        (nameof(options.LeaseRetry), options.LeaseRetry),
        (nameof(options.DiscoveryAllowHosts), options.DiscoveryAllowHosts),
        (nameof(options.LogLevel), options.LogLevel),
        (nameof(options.LogFormat), options.LogFormat),
        ("TracesEndpoint", options.Traces?.Endpoint),
        ("TracesProtocol", options.Traces?.Protocol),
        (nameof(options.WorkersPerKind), options.WorkersPerKind),
        (nameof(options.Kubeconfig), options.Kubeconfig),
    ];
}
