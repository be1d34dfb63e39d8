using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Chart.Tests.RealApi;

/// <summary>Real Kubernetes API machinery for one fixture, reached as a user does: by kubectl and helm.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private readonly KubeLite _server;

    private RealCluster(KubeLite server)
    {
        _server = server;
    }

    /// <summary>Starts with some namespaces and the kinds of the Prometheus operator; leaves the tests out, with a sentence, where there is no kube-lite.</summary>
    public static async Task<RealCluster> StartAsync(params string[] namespaces)
    {
        if (await KubeLite.StartAsync() is not { } server)
        {
            Assert.Ignore("kube-lite is not installed: set KUBE_LITE to its folder to run these tests.");
            throw new InvalidOperationException();
        }

        var cluster = new RealCluster(server);
        foreach (var name in namespaces)
        {
            cluster.Kubectl("create", "namespace", name);
        }

        cluster.Kubectl("apply", "-f", Repository.File("test", "Alitellm.Chart.Tests", "RealApi", "Monitoring.yaml"));
        cluster.AwaitDefinitions();
        return cluster;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public string Kubeconfig => _server.Kubeconfig;

    /// <summary>Runs a program of the repository or of the machine.</summary>
    public string Run(string program, params IEnumerable<string> arguments) => Succeed(Tool.Run(program.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(program, Repository.Root) : program, arguments, input: null, _server.Kubeconfig));

    public string Kubectl(params IEnumerable<string> arguments) => Run("kubectl", arguments);

    /// <summary>Gives a manifest to a kubectl command that reads one.</summary>
    public string KubectlWith(string manifest, params IEnumerable<string> arguments) => Succeed(Tool.Run("kubectl", [.. arguments, "-f", "-"], manifest, _server.Kubeconfig));

    public string Helm(params IEnumerable<string> arguments) =>
        Run(Repository.File("hack", "helm"), ["--namespace", OperatorChart.Namespace, .. arguments]);

    public void AwaitDefinitions() => Kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd", "--all");

    private static string Succeed(Tool.Outcome outcome)
    {
        Assert.That(outcome.Succeeded, outcome.Error);
        return outcome.Output;
    }
}
