using Microsoft.Extensions.Logging;

namespace Alitellm.Operator.Tests.World;

/// <summary>Everything one operator process logged, on every level, exceptions in full.</summary>
internal sealed class CapturedLog(TimeProvider time) : ILoggerFactory
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Line)> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines.Select(entry => entry.Line)];
            }
        }
    }

    public int Count(LogLevel level)
    {
        lock (_gate)
        {
            return _lines.Count(entry => entry.Level >= level);
        }
    }

    public IReadOnlyList<string> Of(LogLevel level)
    {
        lock (_gate)
        {
            return [.. _lines.Where(entry => entry.Level >= level).Select(entry => entry.Line)];
        }
    }

    public ILogger CreateLogger(string categoryName)
    {
        return new Writer(this, categoryName);
    }

    public void AddProvider(ILoggerProvider provider)
    {
        throw new NotSupportedException();
    }

    public void Dispose()
    {
    }

    private void Add(LogLevel level, string line)
    {
        lock (_gate)
        {
            _lines.Add((level, $"{time.GetUtcNow():HH:mm:ss.fff} {level} {line}"));
        }
    }

    private sealed class Writer(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            return null;
        }

        public bool IsEnabled(LogLevel logLevel)
        {
            return true;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            log.Add(logLevel, $"{category}: {formatter(state, exception)} [{fields}] {exception}");
        }
    }
}
