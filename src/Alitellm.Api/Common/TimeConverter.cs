using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>
/// Kubernetes' Time: RFC 3339 in UTC, written in whole seconds (the fraction is cut off), read with any offset and fraction. A time of
/// unspecified kind is taken for UTC.
/// </summary>
public sealed class TimeConverter : JsonConverter<DateTime>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int FormattedLength = 20;

    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[FormattedLength];
        var utc = value.Kind == DateTimeKind.Unspecified ? value : value.ToUniversalTime();
        utc.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
