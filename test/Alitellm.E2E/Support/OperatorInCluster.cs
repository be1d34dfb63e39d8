using System.Diagnostics;
using NUnit.Framework;

namespace Alitellm.E2E.Support;

/// <summary>An operator that was installed into the cluster, asked through kubectl.</summary>
/// <param name="kubeconfig">Leads to the cluster.</param>
/// <param name="deployment">Namespace and name of its Deployment.</param>
internal sealed class OperatorInCluster(string kubeconfig, string deployment) : IOperatorUnderTest
{
    private readonly string _namespace = deployment.Split('/')[0];
    private readonly string _name = deployment.Split('/')[1];

    public string Log => string.Concat(Pods().Select(pod => Succeed("logs", pod)));

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Run("rollout", "status", $"deployment/{_name}", "--timeout=5s").Succeeded);

    public Task<string> ScrapeAsync(CancellationToken cancellationToken) => Task.FromResult(string.Concat(Pods().Select(pod =>
        Succeed("get", "--raw", $"/api/v1/namespaces/{_namespace}/pods/{pod["pod/".Length..]}:8080/proxy/metrics"))));

    /// <summary>It stays as it is.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string[] Pods() => Succeed("get", "pods", "-l", "app.kubernetes.io/name=alitellm-operator", "-o", "name").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Succeed(params string[] arguments)
    {
        var (succeeded, output) = Run(arguments);
        Assert.That(succeeded, () => $"kubectl {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private (bool Succeeded, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", kubeconfig, "--namespace", _namespace, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, process.ExitCode == 0 ? output : error.Result);
    }
}
