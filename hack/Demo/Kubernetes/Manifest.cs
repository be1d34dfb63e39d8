using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Alitellm.Demo.Kubernetes;

/// <summary>An object of any kind as the JSON it is made of.</summary>
[JsonConverter(typeof(ManifestConverter))]
internal sealed class Manifest(JsonObject json) : IKubernetesObject<V1ObjectMeta>
{
    public JsonObject Json { get; } = json;

    public string ApiVersion
    {
        get => (string?)Json["apiVersion"] ?? "";
        set => Json["apiVersion"] = value;
    }

    public string Kind
    {
        get => (string?)Json["kind"] ?? "";
        set => Json["kind"] = value;
    }

    /// <summary>A copy of what identifies the object; changes to it are lost.</summary>
    public V1ObjectMeta Metadata
    {
        get => new()
        {
            Name = (string?)Json["metadata"]?["name"],
            NamespaceProperty = (string?)Json["metadata"]?["namespace"],
            Uid = (string?)Json["metadata"]?["uid"],
            ResourceVersion = (string?)Json["metadata"]?["resourceVersion"],
            Generation = (long?)Json["metadata"]?["generation"],
        };
        set => throw new NotSupportedException("the metadata of a manifest is changed in its JSON");
    }

    private sealed class ManifestConverter : JsonConverter<Manifest>
    {
        public override Manifest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonNode.Parse(ref reader)?.AsObject() ?? throw new JsonException("not an object"));

        public override void Write(Utf8JsonWriter writer, Manifest value, JsonSerializerOptions options) => value.Json.WriteTo(writer, options);
    }
}
