using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.Kubernetes.Client;

/// <summary>Times as <c>MicroTime</c> fields take them: RFC 3339 with exactly six digits of a second, which plain <c>Time</c> fields accept too.</summary>
internal sealed class MicroTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.GetDateTimeOffset().UtcDateTime;
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
    }
}
