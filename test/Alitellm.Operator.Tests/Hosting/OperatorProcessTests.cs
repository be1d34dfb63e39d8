using System.Text;
using Alitellm.Operator.Hosting;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Hosting;

internal sealed class OperatorProcessTests
{
    private static readonly Dictionary<string, string?> s_freePorts = new()
    {
        ["METRICS_BIND_ADDRESS"] = "127.0.0.1:0",
        ["HEALTH_PROBE_BIND_ADDRESS"] = "127.0.0.1:0",
    };

    private MemoryStream _output = null!;
    private StringWriter _error = null!;
    private CancellationTokenSource _stop = null!;

    [SetUp]
    public void SetUp()
    {
        _output = new MemoryStream();
        _error = new StringWriter();
        _stop = new CancellationTokenSource();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _output.DisposeAsync();
        await _error.DisposeAsync();
        _stop.Dispose();
    }

    private string Output => Encoding.UTF8.GetString(_output.ToArray());

    [Test]
    public async Task The_version_is_printed_with_the_name_of_the_product()
    {
        int code = await RunAsync(new ScriptedRuntime(), [], "version");
        Assert.That((code, Output), Is.EqualTo((0, $"alitellm-operator {OperatorVersion.Version}\n")));
    }

    [Test]
    public async Task A_wrong_command_line_ends_with_code_2_and_a_sentence_on_standard_error()
    {
        int code = await RunAsync(new ScriptedRuntime(), [], "--bogus");
        Assert.That((code, Output), Is.EqualTo((2, "")));
        Assert.That(_error.ToString(), Does.Contain("'--bogus'"));
    }

    [Test]
    public async Task A_wrong_setting_ends_with_code_1_and_a_sentence_on_standard_error()
    {
        int code = await RunAsync(new ScriptedRuntime(), new Dictionary<string, string?> { ["ENABLE_LEADER_ELECTION"] = "yes" });
        Assert.That((code, Output), Is.EqualTo((1, "")));
        Assert.That(_error.ToString(), Does.StartWith("alitellm-operator: ENABLE_LEADER_ELECTION is \"yes\""));
    }

    [Test]
    public async Task A_requested_stop_ends_with_code_0_after_the_runtime_has_ended()
    {
        var runtime = new ScriptedRuntime();
        Task<int> run = RunAsync(runtime, s_freePorts);
        await runtime.Started;
        await _stop.CancelAsync();
        Assert.That(await run, Is.Zero);
        Assert.That(Output, Does.Contain("\"msg\":\"stopped\""));
    }

    [Test]
    public async Task A_runtime_that_ends_by_itself_ends_the_process_with_code_1()
    {
        var runtime = new ScriptedRuntime();
        runtime.End();
        int code = await RunAsync(runtime, s_freePorts);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(Output, Does.Contain("the runtime ended although nobody stopped it"));
    }

    [Test]
    public async Task A_runtime_that_fails_ends_the_process_with_code_1_and_its_redacted_error_in_the_log()
    {
        var runtime = new ScriptedRuntime();
        runtime.Fail(new InvalidOperationException("lost canary"));
        int code = await RunAsync(runtime, s_freePorts);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(Output, Does.Contain("lost [REDACTED]").And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_runtime_that_cannot_be_made_ends_the_process_with_code_1_and_a_redacted_sentence()
    {
        var process = new OperatorProcess(s_freePorts, _output, _error, Redact, static (_, _) => throw new InvalidOperationException("no kubeconfig, canary"));
        int code = await process.RunAsync([], TimeProvider.System, new Random(1), _stop.Token);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(_error.ToString(), Does.Contain("no kubeconfig, [REDACTED]"));
        Assert.That(Output, Does.Contain("start-up failed").And.Not.Contain("canary"));
    }

    [Test]
    public async Task The_start_is_logged_once_with_identity_and_configuration()
    {
        var runtime = new ScriptedRuntime();
        runtime.End();
        await RunAsync(runtime, new Dictionary<string, string?>(s_freePorts) { ["POD_NAME"] = "pod-1" });
        string[] lines = Output.Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Exactly(1).Contains($"starting {OperatorVersion.Stamp} as pod-1 of instance default/alitellm-operator"));
            Assert.That(lines, Has.Exactly(1).Contains("\"msg\":\"resolved configuration\"").And.Exactly(1).Contains("\"pollInterval\":\"00:00:30\""));
            Assert.That(lines, Has.None.Contains("DANGEROUSLY_LOG_BODIES"));
        }
    }

    [Test]
    public async Task Body_logging_is_announced_by_an_error_banner_that_names_the_variable()
    {
        var runtime = new ScriptedRuntime();
        runtime.End();
        await RunAsync(runtime, new Dictionary<string, string?>(s_freePorts) { ["LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES"] = "true" });
        string[] errors = [.. Output.Split('\n').Where(static line => line.Contains("\"level\":\"error\"", StringComparison.Ordinal))];
        Assert.That(errors, Has.Exactly(1).Contains("LITELLM_OPERATOR_DANGEROUSLY_LOG_BODIES is true"));
    }

    private static string Redact(string text) => text.Replace("canary", "[REDACTED]", StringComparison.Ordinal);

    private Task<int> RunAsync(IOperatorRuntime runtime, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new OperatorProcess(environment, _output, _error, Redact, (_, _) => runtime).RunAsync(arguments, TimeProvider.System, new Random(1), _stop.Token);

    private Task<int> RunAsync(IOperatorRuntime runtime, (string Name, string Value)[] environment, params string[] arguments) =>
        RunAsync(runtime, environment.ToDictionary(static entry => entry.Name, static entry => (string?)entry.Value), arguments);
}
