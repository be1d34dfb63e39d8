using Alitellm.Operator.Observability.Logging;

namespace Alitellm.Operator.Hosting;

/// <summary>The whole program, from arguments to exit code, without touching process-wide state.</summary>
/// <param name="environment">The environment variables.</param>
/// <param name="output">Standard output: log lines and answers.</param>
/// <param name="error">Standard error: why the program does not start.</param>
/// <param name="redact">Takes secrets out of everything that is logged.</param>
/// <param name="createRuntime">Makes the runtime that the host runs.</param>
internal sealed class OperatorProcess(
    IReadOnlyDictionary<string, string?> environment,
    Stream output,
    TextWriter error,
    Func<string, string> redact,
    Func<OperatorOptions, RuntimeServices, IOperatorRuntime> createRuntime)
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <param name="stop">Asks for a graceful stop.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider timeProvider, Random random, CancellationToken stop)
    {
        switch (OperatorCommandLine.Parse(arguments))
        {
            case CommandLineRequest.Version:
                await PrintAsync($"{OperatorVersion.Product} {OperatorVersion.Version}\n");
                return ExitCode.Success;
            case CommandLineRequest.Help help:
                await PrintAsync(help.Text);
                return ExitCode.Success;
            case CommandLineRequest.UsageError usage:
                await ComplainAsync(usage.Problems);
                await error.WriteLineAsync($"Run '{OperatorVersion.Product} --help' for what is accepted.");
                return ExitCode.Usage;
            case CommandLineRequest.Run run:
                OperatorOptionsResult result = OperatorOptionsParser.Parse(environment, run.Flags, ProcessFacts.Read(random));
                if (!result.IsValid)
                {
                    await ComplainAsync(result.Problems);
                    return ExitCode.Failure;
                }

                return await RunAsync(result.Options, timeProvider, random, stop);
            default:
                throw new InvalidOperationException("unknown request");
        }
    }

    private async Task<int> RunAsync(OperatorOptions options, TimeProvider timeProvider, Random random, CancellationToken stop)
    {
        using ILoggerFactory loggerFactory = OperatorLogging.Create(options, output, redact, timeProvider);
        ILogger logger = loggerFactory.CreateLogger<OperatorProcess>();
        try
        {
            await using OperatorHost host = await OperatorHost.StartAsync(options, createRuntime, new HostServices(timeProvider, loggerFactory, random), stop);
            if (await EndedByItselfAsync(host, stop))
            {
                HostLog.EndedUnexpectedly(logger, host.Completion.Exception?.InnerException);
                return ExitCode.Failure;
            }

            return await host.StopAsync() ? ExitCode.Success : ExitCode.Failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
#pragma warning disable CA1031 // The last line of defence: whatever start-up threw is told and ends the process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string problem = redact(exception.Message);
            HostLog.StartFailed(logger, problem, exception);
            await error.WriteLineAsync(problem);
            return ExitCode.Failure;
        }
    }

    private static async Task<bool> EndedByItselfAsync(OperatorHost host, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        return await Task.WhenAny(stopped.Task, host.Completion) != stopped.Task;
    }

    private async Task PrintAsync(string text)
    {
        await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        await output.FlushAsync();
    }

    private async Task ComplainAsync(IReadOnlyList<string> problems)
    {
        foreach (string problem in problems)
        {
            await error.WriteLineAsync($"{OperatorVersion.Product}: {problem}");
        }
    }
}
