using Alitellm.Demo;
using Alitellm.Demo.Kubernetes;
using Alitellm.Demo.Worlds;
using Alitellm.E2E.Support;
using NUnit.Framework;

namespace Alitellm.E2E;

/// <summary>
/// What all scenarios share: an API server with the CRDs, and one operator that watches every namespace.
/// <c>ALITELLM_E2E_KUBECONFIG</c> takes a real cluster instead of the embedded server, <c>ALITELLM_E2E_OPERATOR</c> a published operator instead of one in this process,
/// and <c>ALITELLM_E2E_OPERATOR_KUBECONFIG</c> gives the operator fewer rights than the tests have. With <c>ALITELLM_E2E_DEPLOYMENT</c>, as
/// <c>namespace/name</c>, the operator runs in the cluster already, and reaches this machine by the name in <c>ALITELLM_E2E_PROXY_HOST</c>.
/// </summary>
[SetUpFixture]
internal sealed class Surroundings
{
    /// <summary>Where all scenarios' aliases are published.</summary>
    public const string CatalogName = "opencode-catalog";

    private EmbeddedCluster? _embedded;

    /// <summary>Whether schemas are judged by real Kubernetes API machinery.</summary>
    public static bool IsRealCluster { get; } = Variable("ALITELLM_E2E_KUBECONFIG") is not null;

    /// <summary>The name of this machine for an operator elsewhere; null where it runs on this machine too.</summary>
    public static string? ProxyHost { get; } = Variable("ALITELLM_E2E_PROXY_HOST");

    public static Cluster Cluster { get; private set; } = null!;

    public static IOperatorUnderTest Operator { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        _embedded = IsRealCluster ? null : await EmbeddedCluster.StartAsync();
        Cluster = new Cluster(Variable("ALITELLM_E2E_KUBECONFIG") ?? _embedded!.Kubeconfig);
        var repository = RepositoryFolder.Find() ?? throw new InvalidOperationException("The tests run from a build inside the repository.");
        await Cluster.InstallAsync(Samples.Definitions(repository), deadline.Token);
        var settings = Settings(Variable("ALITELLM_E2E_OPERATOR_KUBECONFIG") ?? Cluster.Kubeconfig);
        Operator = Variable("ALITELLM_E2E_DEPLOYMENT") is { } deployment ? new OperatorInCluster(Cluster.Kubeconfig, deployment)
            : Variable("ALITELLM_E2E_OPERATOR") is { } program ? OperatorProgram.Start(Path.GetFullPath(program, repository), settings)
            : await OperatorHere.StartAsync(settings, deadline.Token);
        await Eventually.TrueAsync("the operator is ready", async () => await Operator.IsReadyAsync(deadline.Token));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Operator is not null)
        {
            await Operator.DisposeAsync();
        }

        Cluster?.Dispose();
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private static Dictionary<string, string?> Settings(string kubeconfig) => new(StringComparer.Ordinal)
    {
        ["KUBECONFIG"] = kubeconfig,
        ["WATCH_NAMESPACE"] = "*",
        ["POD_NAMESPACE"] = "default",
        ["ENABLE_LEADER_ELECTION"] = "true",
        ["OPENCODE_CATALOG_CONFIGMAP"] = $"default/{CatalogName}",
        ["OPENCODE_CATALOG_API_BASE"] = "https://llm.example.com",
        ["METRICS_BIND_ADDRESS"] = "127.0.0.1:0",
        ["HEALTH_PROBE_BIND_ADDRESS"] = "127.0.0.1:0",
        ["LITELLM_POLL_INTERVAL"] = "5s",
        ["LITELLM_SETTLE_WINDOW"] = "6s",
        ["ORPHAN_GRACE"] = "5s",
        ["DISCOVERY_ALLOW_HOSTS"] = "127.0.0.1",
        ["LOG_LEVEL"] = "debug",
        ["LOG_FORMAT"] = "json",
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
