using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>
/// How answers are decoded: as the kind's own JSON rules say, but <c>metadata.managedFields</c> is skipped unread: it is a third of a small object and
/// nobody here looks at it. Short strings are shared between objects, except in Secrets: what is secret must not live on in a pool.
/// </summary>
internal static class DecodingRules
{
    private static readonly ConcurrentDictionary<JsonTypeInfo, JsonTypeInfo> Cache = new();

    public static JsonTypeInfo<T> For<T>(JsonTypeInfo<T> json)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        return (JsonTypeInfo<T>)Cache.GetOrAdd(json, Derive<T>);
    }

    /// <summary>Decodes one object and names its kind, which list items leave out.</summary>
    /// <exception cref="JsonException">Not an object of this kind.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> json, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var decoded = JsonSerializer.Deserialize(utf8, json);
        if (decoded?.Metadata?.Name is null)
        {
            throw new JsonException("an object without metadata.name");
        }

        // Also shares the two strings between all objects.
        decoded.ApiVersion = type.ApiVersion;
        decoded.Kind = type.Kind;
        return decoded;
    }

    private static JsonTypeInfo Derive<T>(JsonTypeInfo json)
    {
        if (json.Options.TypeInfoResolver is not { } resolver)
        {
            return json;
        }

        var options = new JsonSerializerOptions(json.Options) { TypeInfoResolver = resolver.WithAddedModifier(DropManagedFields) };
        if (typeof(T) != typeof(V1Secret))
        {
            var strings = new PooledStringConverter();
            options.Converters.Add(strings);
            options.Converters.Add(new StringMapConverter<Dictionary<string, string>>(strings));
            options.Converters.Add(new StringMapConverter<IDictionary<string, string>>(strings));
        }

        return options.GetTypeInfo(typeof(T));
    }

    private static void DropManagedFields(JsonTypeInfo info)
    {
        if (info.Type != typeof(V1ObjectMeta))
        {
            return;
        }

        for (var i = info.Properties.Count - 1; i >= 0; i--)
        {
            if (info.Properties[i].Name == "managedFields")
            {
                info.Properties.RemoveAt(i);
            }
        }
    }
}
