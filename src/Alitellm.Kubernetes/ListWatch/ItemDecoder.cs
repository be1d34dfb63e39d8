using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Decodes one object, or says why that was not possible.</summary>
internal sealed class ItemDecoder<T>(ResourceType<T> type)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly JsonTypeInfo<T> _json = DecodingRules.For(type.Json);

    public bool TryDecode(ReadOnlySpan<byte> utf8, out T item, out UndecodableItem defect)
    {
        try
        {
            item = DecodingRules.Decode(utf8, _json, type);
            defect = default;
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a converter throws, it concerns this object alone. The text names the place but never the value: it may be a secret.
            var head = ObjectHead.Read(utf8);
            var place = e is JsonException { Path: { Length: > 0 } path } ? $" at {path}" : "";
            item = null!;
            defect = new(head.Key, head.ResourceVersion, $"not a readable {type.Kind}{place} ({e.GetType().Name})");
            return false;
        }
    }
}
