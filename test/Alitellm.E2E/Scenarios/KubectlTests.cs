using System.Diagnostics;
using Alitellm.E2E.Support;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

/// <summary>The real kubectl, as users type it.</summary>
public sealed class KubectlTests
{
    [SetUp]
    public void NeedsKubectl()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!path.Any(static folder => File.Exists(Path.Combine(folder, "kubectl"))))
        {
            const string sentence = "There is no kubectl on the PATH.";
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), sentence);
            Assert.Ignore(sentence);
        }
    }

    [Test]
    public async Task Apply_wait_get_and_delete_make_the_round()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        const string model = """
            apiVersion: litellm.ackstorm.ai/v1alpha1
            kind: LiteLLMModel
            metadata: {name: m}
            spec: {params: {model: openai/gpt-4o}}
            """;

        Assert.That(await RunAsync(scenario, model, "apply", "-f", "-"), Does.Contain("litellmmodel.litellm.ackstorm.ai/m created"));
        Assert.That(await RunAsync(scenario, "", "wait", "--for=condition=Ready", "mdl/m", "--timeout=60s"), Does.Contain("condition met"));
        var row = scenario.LiteLLM.Models.Single();
        Assert.That(await RunAsync(scenario, "", "get", "litellmmodels"), Does.Match($@"^NAME\s+READY\s+REASON\s+MODELID\s+AGE\s+m\s+True\s+Synced\s+{row.Id}\s"));
        Assert.That(await RunAsync(scenario, model, "apply", "-f", "-"), Does.Contain("unchanged"));
        Assert.That(await RunAsync(scenario, "", "delete", "mdl", "m", "--timeout=60s"), Does.Contain("deleted"));
        Assert.That(scenario.LiteLLM.Models, Is.Empty);
    }

    private static async Task<string> RunAsync(Scenario scenario, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", Surroundings.Cluster.Kubeconfig, "--namespace", scenario.Namespace, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"kubectl {string.Join(' ', arguments)}: {await error}");
        return output;
    }
}
