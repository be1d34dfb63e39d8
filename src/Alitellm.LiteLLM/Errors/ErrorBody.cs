using System.Text;
using System.Text.Json;

namespace Alitellm.LiteLLM;

/// <summary>What could be read from an error answer, in any of LiteLLM's shapes. Not redacted.</summary>
/// <param name="Message">The server's words; empty when it said nothing.</param>
/// <param name="Type">Often misleading (<c>auth_error</c> for anything).</param>
/// <param name="Code">A string or a number on the wire.</param>
/// <param name="Structured">False when the body was not one of the known JSON shapes; <see cref="Message"/> is then its beginning.</param>
internal sealed record ErrorBody(string Message, string? Type, string? Code, bool Structured)
{
    /// <summary>Longest server text kept for a person, in bytes of UTF-8.</summary>
    public const int MaxDetailBytes = 512;

    private static readonly ErrorBody _empty = new("", null, null, Structured: false);

    public static ErrorBody Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return _empty;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var parsed = FromRoot(document.RootElement);
            if (parsed is { Message.Length: > 0 } or { Type: not null } or { Code: not null })
            {
                return parsed;
            }
        }
        catch (JsonException)
        {
            // Not JSON: a proxy's page or LiteLLM's bare "Internal Server Error".
        }

        return _empty with { Message = Redactor.Cut(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, MaxDetailBytes)]), MaxDetailBytes) };
    }

    private static ErrorBody FromRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return _empty;
        }

        if (root.TryGetProperty("error", out var error))
        {
            return FromError(error);
        }

        if (root.TryGetProperty("detail", out var detail))
        {
            return FromDetail(detail);
        }

        return root.TryGetProperty("message", out _) ? FromError(root) : _empty;
    }

    private static ErrorBody FromError(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => new ErrorBody(error.GetString() ?? "", null, null, Structured: true),
        JsonValueKind.Object => new ErrorBody(Scalar(error, "message") ?? "", Scalar(error, "type"), Scalar(error, "code"), Structured: true),
        _ => _empty,
    };

    private static ErrorBody FromDetail(JsonElement detail)
    {
        switch (detail.ValueKind)
        {
            case JsonValueKind.String:
                return new ErrorBody(detail.GetString() ?? "", null, null, Structured: true);
            case JsonValueKind.Object when detail.TryGetProperty("error", out var error):
                return FromError(error);
            case JsonValueKind.Object:
                return FromError(detail);
            case JsonValueKind.Array:
                return new ErrorBody(string.Join("; ", detail.EnumerateArray().Select(Complaint)), "validation_error", null, Structured: true);
            default:
                return _empty;
        }
    }

    /// <summary>Place and message of one validation complaint; its <c>input</c> repeats what was sent and is left out.</summary>
    private static string Complaint(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return item.ValueKind == JsonValueKind.String ? item.GetString() ?? "" : "";
        }

        var place = item.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
            ? string.Join('.', loc.EnumerateArray().Select(part => part.ToString()))
            : "";
        return $"{place}: {Scalar(item, "msg")}";
    }

    private static string? Scalar(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object when name == "message" => Scalar(value, "error") ?? Scalar(value, "message"),
            _ => null,
        };
        return string.IsNullOrEmpty(text) || (text == "None" && name != "message") ? null : text;
    }
}
