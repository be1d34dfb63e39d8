using System.Buffers;

namespace Alitellm.Operator.Observability.Logging;

/// <summary>Writes records as lines to a stream, at once and in order. No text reaches the stream without passing the redactor.</summary>
/// <param name="output">Not closed by this provider.</param>
/// <param name="redact">Replaces secrets in a text; called from any thread, must not throw or log.</param>
[ProviderAlias("Line")]
internal sealed class LineLoggerProvider(Stream output, ILogLineFormatter formatter, Func<string, string> redact, TimeProvider timeProvider)
    : ILoggerProvider, ISupportExternalScope
{
    private const int UsualLineLength = 512;

    private readonly Lock _lock = new();

    public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
    }

    internal void Write(LogLevel level, string category, object? state, Exception? exception, string message)
    {
        var fields = new LogFields(redact);
        Scopes.ForEachScope(static (scope, target) => target.Add(scope), fields);
        fields.Add(state);
        var record = new LogRecord(
            timeProvider.GetUtcNow(), level, category, redact(message), fields.All, exception is null ? null : LogException.From(exception, level, redact));
        var line = new ArrayBufferWriter<byte>(UsualLineLength);
        formatter.Write(record, line);
        lock (_lock)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }
}
