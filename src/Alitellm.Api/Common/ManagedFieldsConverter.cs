using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Alitellm.Api.Common;

/// <summary>
/// Reads <c>metadata.managedFields</c> as null without building it: it is often larger than the rest of the object, and nothing here uses it.
/// It is written as null, which the API server takes for "leave it to you".
/// </summary>
public sealed class ManagedFieldsConverter : JsonConverter<IList<V1ManagedFieldsEntry>>
{
    /// <inheritdoc/>
    public override IList<V1ManagedFieldsEntry>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Not Skip, which refuses a reader over a part of the text: the serializer has the whole value before it calls a converter.
        return reader.TrySkip() ? null : throw new JsonException("managedFields ends too early.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IList<V1ManagedFieldsEntry> value, JsonSerializerOptions options) => writer.WriteNullValue();
}
