using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// Decodes short strings that came lately into the same instance. Objects of one kind repeat their label and parameter names, namespaces, enum
/// values: shared, they are neither allocated nor kept ten thousand times. Races only cost an instance.
/// </summary>
internal sealed class PooledStringConverter : JsonConverter<string>
{
    // A slot per string that can be expected between two uses of a name, with room; 16 KiB per kind.
    private const int Slots = 2048;
    private const int LongestPooled = 64;

    private readonly string?[] _slots = new string?[Slots];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Take(ref reader);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Take(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private string Take(ref Utf8JsonReader reader)
    {
        // Anything but a plain short string is the reader's business, wrong token types included.
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        if (!isText || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > LongestPooled)
        {
            return reader.GetString()!;
        }

        ref var slot = ref _slots[SlotOf(reader.ValueSpan)];
        var known = slot;
        return known is not null && Ascii.Equals(reader.ValueSpan, known) ? known : slot = reader.GetString()!;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        const ulong Mix = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(utf8)) * Mix;
            hash ^= hash >> 29;
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var b in utf8)
        {
            hash = (hash ^ b) * Mix;
        }

        return (int)(hash >> 53);
    }
}
