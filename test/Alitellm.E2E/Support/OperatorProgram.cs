using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Alitellm.E2E.Support;

/// <summary>A published operator as a process of its own. It tells its ports in its log.</summary>
internal sealed partial class OperatorProgram : IOperatorUnderTest
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _http = new();

    private OperatorProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static OperatorProgram Start(string program, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(program, ["run"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new OperatorProgram(Process.Start(start)!);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        Assert.That(_process.HasExited, Is.False, () => $"the operator ended: {Log}");
        if (Address("probes") is not { } probes)
        {
            return false;
        }

        using var answer = await _http.GetAsync(new Uri(probes, "readyz"), cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public Task<string> ScrapeAsync(CancellationToken cancellationToken) =>
        _http.GetStringAsync(new Uri(Address("metrics") ?? throw new InvalidOperationException("the operator has not told its port"), "metrics"), cancellationToken);

    /// <summary>Stops it as Kubernetes would and insists on a clean end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        var problem = "";
        if (_process.HasExited)
        {
            problem = $"the operator ended by itself with {_process.ExitCode}";
        }
        else
        {
            using var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync(deadline.Token);
            try
            {
                await _process.WaitForExitAsync(deadline.Token);
                problem = _process.ExitCode == 0 ? "" : $"the operator ended with {_process.ExitCode} after SIGTERM";
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                problem = "the operator did not end after SIGTERM";
            }
        }

        _process.Dispose();
        _http.Dispose();
        Assert.That(problem, Is.Empty, () => Log);
    }

    private Uri? Address(string name) => Addresses().Match(Log) is { Success: true } found ? new Uri(found.Groups[name].Value) : null;

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.Append(line).Append('\n');
        }
    }

    [GeneratedRegex(@"metrics at (?<metrics>http://[^, ""]+), probes at (?<probes>http://[^, ""]+)")]
    private static partial Regex Addresses();
}
