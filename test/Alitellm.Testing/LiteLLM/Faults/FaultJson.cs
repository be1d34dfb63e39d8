using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>
/// Fault rules as scripts write them:
/// <c>{"kind":"lost_answer","on":"POST /model/new","probability":0.1,"times":5,"for_seconds":60,"name":"…"}</c>, and per kind
/// <c>status</c>, <c>body</c>, <c>content_type</c>, <c>retry_after</c>, <c>after_effect</c>, <c>duration_seconds</c>, <c>bytes</c>.
/// </summary>
internal static class FaultJson
{
    private static readonly HashSet<string> Keys =
    [
        "kind", "on", "probability", "times", "for_seconds", "name", "status", "body", "content_type", "retry_after", "after_effect",
        "duration_seconds", "bytes",
    ];

    /// <exception cref="ArgumentException">The kind is missing or unknown, or a key is none of the above.</exception>
    /// <exception cref="InvalidOperationException">A value has the wrong type.</exception>
    public static LiteLLMFault Read(JsonObject rule, DateTimeOffset now)
    {
        var unknown = rule.Select(pair => pair.Key).FirstOrDefault(key => !Keys.Contains(key));
        if (unknown is not null)
        {
            throw new ArgumentException($"'{unknown}' is not part of a fault rule.");
        }

        var name = Json.Text(rule["kind"])?.Replace("_", "", StringComparison.Ordinal);
        if (!Enum.TryParse<LiteLLMFaultKind>(name, ignoreCase: true, out var kind))
        {
            throw new ArgumentException($"'kind' must be one of {string.Join(", ", Enum.GetNames<LiteLLMFaultKind>())}.");
        }

        var effect = new LiteLLMFaultEffect(kind)
        {
            StatusCode = rule["status"]?.GetValue<int>() ?? 500,
            Body = Json.Text(rule["body"]),
            ContentType = Json.Text(rule["content_type"]) ?? "application/json",
            RetryAfter = Json.Text(rule["retry_after"]) ?? rule["retry_after"]?.ToJsonString(),
            AfterEffect = Json.IsTrue(rule["after_effect"]),
            Duration = Seconds(rule["duration_seconds"]),
            Bytes = rule["bytes"]?.GetValue<long>() ?? 10,
        };
        return new LiteLLMFault(effect)
        {
            Name = Json.Text(rule["name"]) ?? kind.ToString(),
            On = Json.Text(rule["on"]) ?? "*",
            Probability = rule["probability"]?.GetValue<double>() ?? 1,
            Times = rule["times"]?.GetValue<int>(),
            Until = Seconds(rule["for_seconds"]) is { } span ? now + span : DateTimeOffset.MaxValue,
        };
    }

    public static TimeSpan? Seconds(JsonNode? node) => node is null ? null : TimeSpan.FromSeconds(node.GetValue<double>());
}
