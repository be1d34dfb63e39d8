using System.Text.Json.Nodes;
using Alitellm.Demo;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class DemoTests
{
    [Test]
    public async Task The_demo_ends_when_all_is_ready_with_one_write_for_each_entry()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await DemoCommandLine.RunAsync(["--once", "--json", "--models", "20", "--timeout", "100"], output, error, CancellationToken.None);

        Assert.That(code, Is.Zero, error.ToString);
        var figures = JsonNode.Parse(output.ToString().Trim().Split('\n')[^1])!;
        var models = (int)figures["remote"]!["models"]!;
        var entries = figures["remote"]!.AsObject().Sum(static kind => (int)kind.Value!);
        Assert.Multiple(() =>
        {
            Assert.That(models, Is.GreaterThanOrEqualTo(20));
            Assert.That((int)figures["ready"]!, Is.EqualTo((int)figures["objects"]!));
            Assert.That((int)figures["litellm_writes"]!, Is.InRange(entries + 1, entries + 2), "one for each entry, and for the aliases one or two that share one map");
            Assert.That((int)figures["litellm_reads"]!, Is.Positive);
            Assert.That((int)figures["converge_ms"]!, Is.Positive);
        });
    }

    [TestCase("--nonsense", "--nonsense")]
    [TestCase("--models many", "many")]
    [TestCase("--models -1", "--models")]
    [TestCase("--litellm http://127.0.0.1:4000", "--master-key")]
    [TestCase("--kubeconfig /nowhere/kubeconfig", "--kubeconfig")]
    [TestCase("--timeout 0", "--timeout")]
    public async Task A_wrong_command_line_is_told_and_nothing_is_started(string arguments, string named)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await DemoCommandLine.RunAsync(arguments.Split(' '), output, error, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain(named));
            Assert.That(output.ToString(), Is.Empty);
        });
    }
}
