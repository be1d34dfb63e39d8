using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Observability.Logging;

/// <summary>Builds the logger factory that the options ask for.</summary>
internal static class OperatorLogging
{
    /// <param name="output">Where the lines go, usually standard output.</param>
    /// <param name="redact">Replaces secrets in every text that is logged.</param>
    public static ILoggerFactory Create(OperatorOptions options, Stream output, Func<string, string> redact, TimeProvider timeProvider)
    {
        ILogLineFormatter formatter = options.LogFormat == LogFormat.Console ? new ConsoleLineFormatter() : new JsonLineFormatter();
        return LoggerFactory.Create(logging => logging
            .SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning)
            .AddProvider(new LineLoggerProvider(output, formatter, redact, timeProvider)));
    }
}
