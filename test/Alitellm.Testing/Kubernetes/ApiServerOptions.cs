namespace Alitellm.Testing.Kubernetes;

/// <summary>Settings of <see cref="ApiServer"/>; the defaults are those of a real API server where it has them.</summary>
public sealed record ApiServerOptions
{
    /// <summary>Seed of everything random: uids, generated names, watch time-outs, fault probabilities.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many changes per resource a watch can go back; older versions answer 410.</summary>
    public int HistoryLimit { get; init; } = 20_000;

    /// <summary>Interval of BOOKMARK events on watches that asked for them (kube-apiserver: 1 minute).</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Lifetime of a watch that names no <c>timeoutSeconds</c>; up to the double is drawn (kube-apiserver: 30 minutes).</summary>
    public TimeSpan MinimumWatchTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Version shown by <c>/version</c>.</summary>
    public string GitVersion { get; init; } = "v1.33.0";

    /// <summary>Namespaces that exist from the start.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["default", "kube-node-lease", "kube-public", "kube-system"];

    /// <summary>Creates a missing namespace with its first object instead of answering 404.</summary>
    public bool CreateMissingNamespaces { get; init; }
}
