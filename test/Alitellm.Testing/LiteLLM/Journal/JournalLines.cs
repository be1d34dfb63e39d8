using System.Text;
using System.Text.Json;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Calls as JSON lines.</summary>
internal static class JournalLines
{
    public static byte[] Of(LiteLLMCall call) => Json.Bytes(writer => Write(writer, call));

    public static byte[] Of(IEnumerable<LiteLLMCall> calls)
    {
        using var stream = new MemoryStream();
        foreach (var call in calls)
        {
            stream.Write(Of(call));
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <summary>Appends a line per completed call and flushes it, so that a killed process leaves whole lines.</summary>
    public static Action<LiteLLMCall> Appender(Stream stream) => call =>
    {
        stream.Write([.. Of(call), (byte)'\n']);
        stream.Flush();
    };

    private static void Write(Utf8JsonWriter writer, LiteLLMCall call)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", call.Sequence);
        writer.WriteString("arrived", call.Arrived);
        if (call.Completed is { } completed)
        {
            writer.WriteString("completed", completed);
            writer.WriteNumber("completion_tick", call.CompletionTick!.Value);
        }

        writer.WriteNumber("arrival_tick", call.ArrivalTick);
        writer.WriteNumber("replica", call.Replica);
        writer.WriteString("method", call.Method);
        writer.WriteString("path", call.Path);
        writer.WriteString("query", call.Query);
        writer.WriteString("operation", call.Operation);
        writer.WriteString("subject", call.Subject);
        writer.WriteBoolean("write", call.IsWrite);
        writer.WriteString("outcome", call.Outcome.ToString());
        writer.WritePropertyName("status");
        if (call.Status is { } status)
        {
            writer.WriteNumberValue(status);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("caller", call.Caller);
        if (call.Process is { } process)
        {
            writer.WriteNumber("process", process);
        }

        writer.WriteString("fault", call.Fault);
        writer.WritePropertyName("body");
        Json.Write(writer, call.Body is null ? null : Json.Parse(Encoding.UTF8.GetBytes(call.Body)));
        writer.WriteEndObject();
    }
}
