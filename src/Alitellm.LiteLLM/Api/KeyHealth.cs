using System.Text.Json;

namespace Alitellm.LiteLLM;

/// <summary>
/// The answer of <c>POST /key/health</c>. Any 2xx proves the key: an answer that cannot be read is <see cref="Unknown"/>, not an error.
/// </summary>
/// <param name="CallbackStatus">The proxy's own word for its logging callbacks (<c>healthy</c>, <c>unhealthy</c>, …); null when it reports none.</param>
/// <param name="CallbackDetails">Free text of the proxy. It can hold anything: redact before showing it.</param>
public sealed record KeyHealth(string? CallbackStatus, string? CallbackDetails)
{
    /// <summary>The key is accepted; nothing is known of the callbacks.</summary>
    public static KeyHealth Unknown { get; } = new(null, null);

    internal static KeyHealth Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("logging_callbacks", out var callbacks)
                && callbacks.ValueKind == JsonValueKind.Object
                ? new KeyHealth(Text(callbacks, "status"), Text(callbacks, "details"))
                : Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
