using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class OperatorCommandLineTests
{
    [Test]
    public void No_subcommand_means_run() => Assert.That(Run(), Is.EqualTo(CommandLineFlags.None));

    [TestCase("--leader-elect", "true")]
    [TestCase("--leader-elect=false", "false")]
    [TestCase("--leader-elect=T", "T")]
    public void Leader_election_takes_the_bare_flag_and_a_value(string argument, string value) =>
        Assert.That(Run("run", argument).LeaderElect, Is.EqualTo(value));

    [Test]
    public void The_arguments_of_the_reference_chart_are_understood() => Assert.That(
        Run("--metrics-bind-address=:8080", "--leader-elect", "--health-probe-bind-address=:8081"),
        Is.EqualTo(new CommandLineFlags { MetricsBindAddress = ":8080", LeaderElect = "true", HealthProbeBindAddress = ":8081" }));

    [Test]
    public void Flags_may_stand_before_the_subcommand_and_take_a_separate_value() => Assert.That(
        Run("--kubeconfig", "/k", "run", "--zap-log-level", "debug", "--zap-encoder", "json"),
        Is.EqualTo(new CommandLineFlags { Kubeconfig = "/k", ZapLogLevel = "debug", ZapEncoder = "json" }));

    [Test]
    public void The_version_is_a_subcommand() => Assert.That(OperatorCommandLine.Parse(["version"]), Is.InstanceOf<CommandLineRequest.Version>());

    [TestCase("--help")]
    [TestCase("run --help")]
    public void Help_names_the_flags(string line)
    {
        var help = OperatorCommandLine.Parse(line.Split(' ')) as CommandLineRequest.Help;
        Assert.That(help?.Text, Does.Contain("--metrics-bind-address").And.Contain("METRICS_BIND_ADDRESS"));
    }

    [TestCase("--unknown", "--unknown")]
    [TestCase("walk", "walk")]
    [TestCase("--kubeconfig", "--kubeconfig")]
    [TestCase("--zap-devel", "--zap-devel is not supported: logging is set by LOG_LEVEL and LOG_FORMAT")]
    [TestCase("--zap-stacktrace-level=info", "--zap-stacktrace-level=info is not supported")]
    [TestCase("@file", "@file")]
    public void What_is_not_known_is_a_usage_error(string argument, string sentence)
    {
        var error = OperatorCommandLine.Parse([argument]) as CommandLineRequest.UsageError;
        Assert.That(error?.Problems, Has.Exactly(1).Contains(sentence));
    }

    [Test]
    public void All_usage_errors_are_told_together()
    {
        var error = OperatorCommandLine.Parse(["--zap-devel", "--unknown"]) as CommandLineRequest.UsageError;
        Assert.That(error?.Problems, Has.Count.EqualTo(2));
    }

    private static CommandLineFlags Run(params string[] arguments)
    {
        CommandLineRequest request = OperatorCommandLine.Parse(arguments);
        Assert.That(request, Is.InstanceOf<CommandLineRequest.Run>());
        return ((CommandLineRequest.Run)request).Flags;
    }
}
