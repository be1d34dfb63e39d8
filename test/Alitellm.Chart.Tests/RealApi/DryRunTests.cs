using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;

namespace Alitellm.Chart.Tests.RealApi;

/// <summary>A real API server takes every object that is rendered.</summary>
public sealed class DryRunTests
{
    private RealCluster _cluster = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _cluster = await RealCluster.StartAsync(OperatorChart.Namespace, "team-a", "team-b", "alitellm-operator-system");

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Test]
    public void The_chart([Values("default", "minimal", "maximal", "cluster-wide")] string values)
    {
        var rendered = OperatorChart.Checkout.Template(values == "default" ? [] : OperatorChart.GoldenValues(values));

        var applied = Lines(_cluster.KubectlWith(rendered.Output, "apply", "--dry-run=server", "--validate=true"));

        Assert.That(applied, Has.Count.EqualTo(rendered.Output.Split('\n').Count(static line => line.StartsWith("kind: ", StringComparison.Ordinal))));
    }

    [Test]
    public void Kustomize()
    {
        var applied = Lines(_cluster.Kubectl("apply", "-k", Repository.File("deploy", "kustomize"), "--dry-run=server", "--validate=true"));

        Assert.That(applied, Has.One.Contains("deployment.apps/alitellm-operator").And.Exactly(11).Contains("customresourcedefinition"));
    }

    private static List<string> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
