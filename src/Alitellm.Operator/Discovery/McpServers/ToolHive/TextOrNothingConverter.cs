using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>
/// Reads anything but a string as nothing. The schema is somebody else's: an object with a field of another shape must be seen without the field,
/// not be passed over as if it were gone.
/// </summary>
internal sealed class TextOrNothingConverter : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        return reader.TrySkip() ? null : throw new JsonException("the value ends too early");
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        writer.WriteStringValue(value);
    }
}
