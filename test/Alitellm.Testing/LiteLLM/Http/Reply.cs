using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>An HTTP answer, complete in memory.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, string? ContentType)
{
    public const string JsonType = "application/json";

    /// <summary>Header beside the content ones, when there is one.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>Time the handler itself keeps the answer back, beyond the latency of its kind.</summary>
    public TimeSpan Delay { get; init; }

    public static Reply Json(int status, JsonNode? body) => new(status, LiteLLM.Json.Bytes(body), JsonType);

    public static Reply Json(int status, ReadOnlyMemory<byte> body) => new(status, body, JsonType);

    public static Reply Ok(JsonNode? body) => Json(200, body);

    public static Reply Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, null);

    public static Reply PlainText(int status, string text) => new(status, System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");
}
