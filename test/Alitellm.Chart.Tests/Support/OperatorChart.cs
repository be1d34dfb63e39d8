using System.Text.Json.Nodes;
using Alitellm.Testing;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Chart.Tests.Support;

/// <summary>The chart, and what helm makes of it.</summary>
/// <param name="folder">Where it is.</param>
internal sealed class OperatorChart(string folder)
{
    public const string Release = "alitellm-operator";
    public const string Namespace = "operators";

    /// <summary>Minimal values for the older helm that the tests run: it would believe in a Kubernetes of its own time.</summary>
    private static readonly string[] s_cluster = ["--kube-version", "1.34.0", "--namespace", Namespace];

    public static OperatorChart Checkout { get; } = new(Repository.File("deploy", "helm", "alitellm-operator"));

    public string Folder => folder;

    /// <summary>The values of a golden render.</summary>
    public static JsonObject GoldenValues(string name) => YamlJson.Parse(File.ReadAllText(Repository.File("test", "Alitellm.Chart.Tests", "Golden", $"{name}.values.yaml")));

    public JsonObject DefaultValues() => YamlJson.Parse(File.ReadAllText(Path.Combine(folder, "values.yaml")));

    public Tool.Outcome Lint(JsonObject values) => WithValues(values, file => Tool.Helm(["lint", "--strict", folder, "--namespace", Namespace, "--values", file]));

    public Tool.Outcome Template(JsonObject values) => WithValues(values, file => Tool.Helm(["template", Release, folder, .. s_cluster, "--values", file]));

    /// <summary>The objects of a release.</summary>
    public IReadOnlyList<JsonObject> Render(JsonObject values)
    {
        var outcome = Template(values);
        Assert.That(outcome.Succeeded, outcome.Error);
        return YamlJson.ParseAll(outcome.Output);
    }

    public IReadOnlyList<JsonObject> Render(string values) => Render(YamlJson.Parse(values));

    /// <summary>A copy to change.</summary>
    public OperatorChart CopyTo(string other)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(other, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(other);
    }

    /// <summary>JSON is YAML.</summary>
    public static T WithValues<T>(JsonObject values, Func<string, T> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, values.ToJsonString());
            return use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
