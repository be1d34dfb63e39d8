using System.Text.Json;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>The two members of a watch event: its type and where the object's bytes are.</summary>
internal readonly record struct WatchLine(WatchLineType Type, Range Object)
{
    /// <exception cref="JsonException">Not a watch event.</exception>
    public static WatchLine Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, JsonScan.Options);
        WatchLineType? type = null;
        Range? range = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a watch event must be an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = TypeOf(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                range = start..(int)reader.BytesConsumed;
            }
            else
            {
                reader.Skip();
            }
        }

        // Also sees that nothing follows the event on its line.
        reader.Read();
        return type is { } t && range is { } r ? new(t, r) : throw new JsonException("a watch event needs type and object");
    }

    private static WatchLineType TypeOf(ref Utf8JsonReader reader)
    {
        return reader.TokenType != JsonTokenType.String ? throw new JsonException("the type of a watch event must be a string")
            : reader.ValueTextEquals("MODIFIED"u8) ? WatchLineType.Modified
            : reader.ValueTextEquals("ADDED"u8) ? WatchLineType.Added
            : reader.ValueTextEquals("DELETED"u8) ? WatchLineType.Deleted
            : reader.ValueTextEquals("BOOKMARK"u8) ? WatchLineType.Bookmark
            : reader.ValueTextEquals("ERROR"u8) ? WatchLineType.Error
            : throw new JsonException("unknown type of watch event");
    }
}
