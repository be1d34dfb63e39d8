using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>An object of any kind without its content: name, labels, version. Meant for informers with <c>MetadataOnly</c>.</summary>
public sealed class PartialObject : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Addresses a kind whose objects are wanted as metadata only.</summary>
    public static ResourceType<PartialObject> TypeOf(string group, string version, string plural, string kind)
    {
        return new(group, version, plural, kind, BuiltInJsonContext.Default.PartialObject);
    }
}
