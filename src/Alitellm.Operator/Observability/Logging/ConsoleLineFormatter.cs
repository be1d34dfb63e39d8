using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Observability.Logging;

/// <summary>Text for people: time, level, logger, message, <c>name=value</c> pairs; the stack trace of an error follows on indented lines.</summary>
internal sealed class ConsoleLineFormatter : ILogLineFormatter
{
    public void Write(LogRecord record, IBufferWriter<byte> output)
    {
        var line = new StringBuilder();
        line.Append(record.Time.ToString(JsonLineFormatter.TimeFormat, CultureInfo.InvariantCulture));
        line.Append(' ').Append(LogLevels.NameOf(record.Level).ToUpperInvariant().PadRight(5));
        line.Append(' ').Append(record.Logger).Append(": ").Append(OneLine(record.Message));
        foreach ((string name, object? value) in record.Fields)
        {
            line.Append(' ').Append(name).Append('=').Append(Quoted(TextOf(value)));
        }

        if (record.Exception is { } exception)
        {
            line.Append(" exception=").Append(exception.Type).Append(' ').Append(Quoted(exception.Message));
            if (exception.Stack is not null)
            {
                line.Append("\n    ").Append(exception.Stack.ReplaceLineEndings("\n    "));
            }
        }

        Encoding.UTF8.GetBytes(line.Append('\n').ToString(), output);
    }

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        string[] texts => $"[{string.Join(',', texts)}]",
        bool flag => flag ? "true" : "false",
        JsonNode document => document.ToJsonString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Quoted(string text) => text.Length > 0 && !text.AsSpan().ContainsAny(" \"=\r\n")
        ? text
        : $"\"{OneLine(text).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // A value with a line break must not look like a record of its own.
    private static string OneLine(string text) => text.ReplaceLineEndings("\\n");
}
