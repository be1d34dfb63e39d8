using Alitellm.Api;
using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;

namespace Alitellm.Chart.Tests.RealApi;

/// <summary>helm itself, against real API machinery.</summary>
public sealed class UpgradeTests
{
    private const string NewField = "suspend";

    private string _folder = null!;
    private RealCluster _cluster = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("alitellm-chart-").FullName;
        _cluster = await RealCluster.StartAsync(OperatorChart.Namespace);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void An_upgrade_brings_the_definitions_up_to_date_and_an_uninstall_leaves_them_with_all_objects()
    {
        Install(OlderChart());
        _cluster.Kubectl("create", "-f", Repository.File("samples"));
        var before = Objects();

        Install(OperatorChart.Checkout);
        var afterUpgrade = Objects();
        _cluster.Kubectl("patch", "litellmmodel", "gpt-4o", "--type=merge", "--patch", $$$"""{"spec":{"{{{NewField}}}":true}}""");
        var written = _cluster.Kubectl("get", "litellmmodel", "gpt-4o", "-o", $"jsonpath={{.spec.{NewField}}}");
        _cluster.Helm("uninstall", OperatorChart.Release);
        var afterUninstall = Objects();
        var left = _cluster.Kubectl("get", "deployments,roles,serviceaccounts", "--namespace", OperatorChart.Namespace, "-o", "name");
        Install(OperatorChart.Checkout);

        Assert.Multiple(() =>
        {
            Assert.That(before.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.GreaterThan(ApiKinds.All.Count));
            Assert.That(afterUpgrade, Is.EqualTo(before));
            Assert.That(written, Is.EqualTo("true"), "the upgrade brought the new field");
            Assert.That(afterUninstall, Is.EqualTo(before));
            Assert.That(left, Does.Not.Contain(OperatorChart.Release));
            Assert.That(Objects(), Is.EqualTo(before), "a second installation takes over what the first one left");
        });
    }

    /// <summary>The chart with definitions that do not know a field yet.</summary>
    private OperatorChart OlderChart()
    {
        var older = OperatorChart.Checkout.CopyTo(_folder);
        foreach (var file in Directory.GetFiles(Path.Combine(older.Folder, "files", "crds"), "litellm.*.yaml"))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace($"              {NewField}:\n", $"              {NewField}Formerly:\n", StringComparison.Ordinal));
        }

        return older;
    }

    private void Install(OperatorChart chart)
    {
        _cluster.Helm("upgrade", "--install", OperatorChart.Release, chart.Folder);
        _cluster.AwaitDefinitions();
    }

    /// <summary>Kind and UID of everything of ours: an object that was made again has another UID.</summary>
    private string Objects() => _cluster.Kubectl(
        "get", string.Join(',', ApiKinds.All.Select(static kind => kind.Plural)), "-o", "jsonpath={range .items[*]}{.kind} {.metadata.uid}{\"\\n\"}{end}");
}
