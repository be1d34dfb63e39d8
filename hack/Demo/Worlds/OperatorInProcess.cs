using Alitellm.LiteLLM;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Alitellm.Demo.Worlds;

/// <summary>The real operator, as its program runs it, in this process.</summary>
internal sealed class OperatorInProcess : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly OperatorHost _host;

    private OperatorInProcess(ILoggerFactory loggers, OperatorHost host)
    {
        _loggers = loggers;
        _host = host;
    }

    public Uri Metrics => new(_host.MetricsAddress!, "metrics");

    public Uri Readiness => new(_host.HealthProbeAddress!, "readyz");

    /// <summary>Ends early only when the operator fails.</summary>
    public Task Completion => _host.Completion;

    /// <param name="settings">The operator's environment variables.</param>
    /// <param name="log">Where it logs.</param>
    /// <param name="sources">Answers in the place of the providers that models are discovered at; null to ask them.</param>
    /// <exception cref="InvalidOperationException">The settings are not usable.</exception>
    public static async Task<OperatorInProcess> StartAsync(
        IReadOnlyDictionary<string, string?> settings, Stream log, Func<HttpMessageHandler>? sources, CancellationToken cancellationToken)
    {
        var parsed = OperatorOptionsParser.Parse(settings, CommandLineFlags.None, ProcessFacts.Read(Random.Shared));
        if (!parsed.IsValid)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, parsed.Problems));
        }

        var loggers = OperatorLogging.Create(parsed.Options, log, Redactor.Redact, TimeProvider.System);
        try
        {
            var services = new HostServices(TimeProvider.System, loggers, Random.Shared);
            var host = await OperatorHost.StartAsync(parsed.Options, (options, lent) => OperatorRuntime.Create(options, lent, sources), services, cancellationToken);
            return new OperatorInProcess(loggers, host);
        }
        catch
        {
            loggers.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _loggers.Dispose();
    }
}
