using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// Decodes maps of strings, such as labels, in the size they have. A map that grows while it is filled leaves its smaller selves behind, which are a
/// sixth of what decoding a typical object allocates, and ends up larger than it need be.
/// </summary>
/// <typeparam name="TMap">The declared type; the map itself is a dictionary.</typeparam>
internal sealed class StringMapConverter<TMap>(PooledStringConverter strings) : JsonConverter<TMap>
    where TMap : class, IDictionary<string, string>
{
    public override TMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var map = new Dictionary<string, string>(Count(reader));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = strings.ReadAsPropertyName(ref reader, typeof(string), options);
            reader.Read();
            map[name] = reader.TokenType == JsonTokenType.Null ? null! : strings.Read(ref reader, typeof(string), options)!;
        }

        return (TMap)(object)map;
    }

    public override void Write(Utf8JsonWriter writer, TMap value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }

    /// <summary>Looks ahead on a copy of the reader.</summary>
    private static int Count(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            reader.Skip();
        }

        return count;
    }
}
