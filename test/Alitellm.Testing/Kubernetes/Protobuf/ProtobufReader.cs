using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Turns <c>application/vnd.kubernetes.protobuf</c> bodies of the core kinds into JSON objects.</summary>
internal static class ProtobufReader
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <exception cref="ApiStatusException">400 for another kind or a broken message.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw ApiErrors.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        try
        {
            var envelope = Message(body[Magic.Length..], ProtobufSchemas.Envelope);
            var type = (JsonObject)envelope["typeMeta"]!;
            if (!ProtobufSchemas.Kinds.TryGetValue((string?)type["kind"] ?? "", out var fields))
            {
                throw ApiErrors.BadRequest($"no protobuf message is known for kind \"{type["kind"]}\"");
            }

            var obj = Message(Convert.FromBase64String((string?)envelope["raw"] ?? ""), fields);
            obj["apiVersion"] = type["apiVersion"]!.DeepClone();
            obj["kind"] = type["kind"]!.DeepClone();
            return obj;
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            throw ApiErrors.BadRequest($"malformed protobuf message: {e.Message}");
        }
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<int, ProtobufField> fields)
    {
        var result = new JsonObject();
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var number = 0UL;
            ReadOnlySpan<byte> content = default;
            switch (tag & 7)
            {
                case 0:
                    number = Varint(ref bytes);
                    break;
                case 1:
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    content = bytes[..length];
                    bytes = bytes[length..];
                    break;
                default:
                    bytes = bytes[4..];
                    break;
            }

            if (fields.TryGetValue((int)(tag >> 3), out var field))
            {
                Store(result, field, number, content);
            }
        }

        return result;
    }

    private static void Store(JsonObject result, ProtobufField field, ulong number, ReadOnlySpan<byte> content)
    {
        if (field.Form is ProtobufForm.TextMap or ProtobufForm.BytesMap)
        {
            var map = result[field.Name] as JsonObject ?? [];
            result[field.Name] ??= map;
            var value = new ProtobufField("value", field.Form == ProtobufForm.TextMap ? ProtobufForm.Text : ProtobufForm.Bytes);
            var entry = Message(content, new Dictionary<int, ProtobufField> { [1] = new("key", ProtobufForm.Text), [2] = value });
            map[(string?)entry["key"] ?? ""] = entry["value"]?.DeepClone() ?? "";
            return;
        }

        var node = Value(field, number, content);
        if (field.Repeated)
        {
            var list = result[field.Name] as JsonArray ?? [];
            result[field.Name] ??= list;
            list.Add(node);
        }
        else if (node is not (JsonObject { Count: 0 } or JsonValue) || (node is JsonValue && node.ToString().Length > 0))
        {
            // Empty texts and messages are what "unset" looks like in this encoding.
            result[field.Name] = node;
        }
    }

    private static JsonNode? Value(ProtobufField field, ulong number, ReadOnlySpan<byte> content) => field.Form switch
    {
        ProtobufForm.Text => Encoding.UTF8.GetString(content),
        ProtobufForm.Number => (long)number,
        ProtobufForm.Flag => number != 0,
        ProtobufForm.Bytes => Convert.ToBase64String(content),
        ProtobufForm.Time => Time(content),
        _ => Message(content, field.Message!),
    };

    private static JsonValue? Time(ReadOnlySpan<byte> content)
    {
        var time = Message(content, new Dictionary<int, ProtobufField> { [1] = new("seconds", ProtobufForm.Number) });
        return time["seconds"] is { } seconds ? JsonValue.Create(Metadata.Timestamp(DateTimeOffset.FromUnixTimeSeconds((long)seconds))) : null;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var result = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            result |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return result;
            }
        }

        throw new ArgumentException("a number is too long");
    }
}
