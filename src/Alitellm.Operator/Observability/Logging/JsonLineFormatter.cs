using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Observability.Logging;

/// <summary>One compact JSON object: <c>ts</c>, <c>level</c>, <c>logger</c>, <c>msg</c>, the structured values, and <c>exception</c>.</summary>
internal sealed class JsonLineFormatter : ILogLineFormatter
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // The lines go to a log collector, not into a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public void Write(LogRecord record, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            json.WriteString("ts"u8, record.Time.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("level"u8, LogLevels.NameOf(record.Level));
            json.WriteString("logger"u8, record.Logger);
            json.WriteString("msg"u8, record.Message);
            foreach ((string name, object? value) in record.Fields)
            {
                json.WritePropertyName(name);
                WriteValue(json, value);
            }

            if (record.Exception is { } exception)
            {
                json.WriteStartObject("exception"u8);
                json.WriteString("type"u8, exception.Type);
                json.WriteString("message"u8, exception.Message);
                if (exception.Stack is not null)
                {
                    json.WriteString("stack"u8, exception.Stack);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case JsonNode document:
                document.WriteTo(json);
                break;
            case string[] texts:
                json.WriteStartArray();
                foreach (string text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
