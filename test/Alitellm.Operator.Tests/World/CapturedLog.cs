using System.Text;
using Alitellm.LiteLLM;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Alitellm.Operator.Tests.World;

/// <summary>Everything one operator process logged, on every level, exceptions in full.</summary>
internal sealed class CapturedLog : ILoggerFactory
{
    private readonly TimeProvider _time;
    private readonly MemoryStream _changes = new();
    private readonly LineLoggerProvider _changeLog;

    public CapturedLog(TimeProvider time)
    {
        _time = time;
        _changeLog = new(_changes, new JsonLineFormatter(), Redactor.Redact, time);
    }

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

    /// <summary>The lines of the change log as the program writes them.</summary>
    public IReadOnlyList<string> Changes => Encoding.UTF8.GetString(_changes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
        return categoryName == ChangeLog.Category ? new Both(new Writer(this, categoryName), _changeLog.CreateLogger(categoryName)) : new Writer(this, categoryName);
    }

    public void AddProvider(ILoggerProvider provider)
    {
        throw new NotSupportedException();
    }

    public void Dispose()
    {
        _changeLog.Dispose();
        _changes.Dispose();
    }

    private void Add(LogLevel level, string line)
    {
        lock (_gate)
        {
            _lines.Add((level, $"{_time.GetUtcNow():HH:mm:ss.fff} {level} {line}"));
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

    private sealed class Both(ILogger first, ILogger second) : ILogger
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
            first.Log(logLevel, eventId, state, exception, formatter);
            second.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
