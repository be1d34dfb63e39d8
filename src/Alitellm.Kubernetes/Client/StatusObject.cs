using System.Text.Json;

namespace Alitellm.Kubernetes.Client;

/// <summary>What is used of a <c>Status</c> answer. Anything that is not one parses as empty: proxies answer in HTML.</summary>
internal readonly record struct StatusObject(int? Code, string? Reason, string? Message, int? RetryAfterSeconds, bool TooLargeVersion)
{
    public static StatusObject Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Parse(document.RootElement) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static StatusObject Parse(JsonElement root)
    {
        var details = root.TryGetProperty("details", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var tooLarge = HasCause(details, "ResourceVersionTooLarge");
        return new(Number(root, "code"), Text(root, "reason"), Text(root, "message"), Number(details, "retryAfterSeconds"), tooLarge);
    }

    private static bool HasCause(JsonElement details, string reason)
    {
        if (details.ValueKind != JsonValueKind.Object || !details.TryGetProperty("causes", out var causes) || causes.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var cause in causes.EnumerateArray())
        {
            if (cause.ValueKind == JsonValueKind.Object && Text(cause, "reason") == reason)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(JsonElement element, string name)
    {
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static int? Number(JsonElement element, string name)
    {
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) && number > 0 ? number : null;
    }
}
