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
        reader.Skip();
        return null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IList<V1ManagedFieldsEntry> value, JsonSerializerOptions options) => writer.WriteNullValue();
}
