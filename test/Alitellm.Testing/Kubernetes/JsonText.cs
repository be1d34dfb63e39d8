using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>UTF-8 in and out of JSON nodes.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Compact(JsonNode? node) => node is null ? "null" : Encoding.UTF8.GetString(Serialize(node));

    /// <exception cref="ApiStatusException">400 when the body is not a JSON or YAML object.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> body)
    {
        try
        {
            return ParseNode(body) as JsonObject ?? throw ApiErrors.BadRequest("the body of the request must be an object");
        }
        catch (Exception e) when (e is JsonException or YamlDotNet.Core.YamlException or ArgumentException)
        {
            throw ApiErrors.BadRequest($"the object provided is unrecognized: {e.Message}");
        }
    }

    public static JsonNode? ParseNode(ReadOnlySpan<byte> body)
    {
        var first = body.TrimStart(" \t\r\n"u8);
        if (first.Length > 0 && first[0] is (byte)'{' or (byte)'[')
        {
            var node = JsonNode.Parse(body);
            _ = node is JsonObject o ? o.Count : 0;
            return node;
        }

        return YamlJson.Parse(Encoding.UTF8.GetString(body));
    }
}
