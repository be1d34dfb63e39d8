using System.Text.Json.Nodes;
using Alitellm.Chart.Tests.Support;
using Alitellm.Testing;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Chart.Tests.Rendering;

/// <summary>No value is only there for show.</summary>
public sealed class ValuesTests
{
    private static readonly JsonObject s_other = YamlJson.Parse(File.ReadAllText(Repository.File("test", "Alitellm.Chart.Tests", "Rendering", "OtherValues.yaml")));

    private string _folder = null!;
    private OperatorChart _chart = null!;

    /// <summary>The chart with a dashboard for each folder, and an alert.</summary>
    [OneTimeSetUp]
    public void Copy()
    {
        _folder = Directory.CreateTempSubdirectory("alitellm-chart-").FullName;
        _chart = OperatorChart.Checkout.CopyTo(_folder);
        foreach (var (folder, file, text) in new[]
        {
            ("dashboards", "alitellm-operator.json", "{}"),
            ("dashboards", "litellm-costs.json", "{}"),
            ("dashboards", "more.json", "{}"),
            ("alerts", "test.yaml", "groups: []\n"),
        })
        {
            Directory.CreateDirectory(Path.Combine(_folder, "files", folder));
            File.WriteAllText(Path.Combine(_folder, "files", folder, file), text);
        }
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Paths() => ValuePath.LeavesOf(OperatorChart.Checkout.DefaultValues()).Select(static path => path.ToString());

    [TestCaseSource(nameof(Paths))]
    public void Another_value_renders_something_else(string name)
    {
        var path = new ValuePath(name.Split('.'));
        var other = path.In(s_other);
        Assert.That(other, Is.Not.Null, "OtherValues.yaml has every value");
        var with = Surroundings(path);
        var without = with.DeepClone().AsObject();
        path.Set(with, other);
        path.Set(without, path.In(_chart.DefaultValues()));

        Assert.That(_chart.Template(with) is { Succeeded: true } rendered ? rendered.Output : "refused", Is.Not.EqualTo("refused").And.Not.EqualTo(_chart.Template(without).Output));
    }

    /// <summary>What a value needs around it to matter: the feature it belongs to is turned on, with all its other values.</summary>
    private static JsonObject Surroundings(ValuePath path)
    {
        var values = new JsonObject();
        if (path.Around().FirstOrDefault(static around => around.In(s_other)!["enabled"] is not null) is { } feature)
        {
            feature.Set(values, feature.In(s_other));
            feature.In(values)!["enabled"] = true;
        }

        return values;
    }
}
