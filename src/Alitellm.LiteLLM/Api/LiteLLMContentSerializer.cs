using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alitellm.LiteLLM.Http;
using Refit;

namespace Alitellm.LiteLLM;

/// <summary>
/// JSON from and to whole buffers: bodies are sent with a length instead of in chunks, and an answer that is already in memory
/// (the size cap sees to that) is read without leaving the current thread.
/// </summary>
internal sealed class LiteLLMContentSerializer : IHttpContentSerializer
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    public HttpContent ToHttpContent<T>(T item)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(item, TypeInfo<T>()));
        content.Headers.ContentType = _json;
        return content;
    }

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) => content is PooledContent pooled
        ? Read<T>(pooled.Body)
        : Read<T>(await content.ReadAsByteArrayAsync(cancellationToken));

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    private static T Read<T>(ReadOnlySpan<byte> body)
    {
        if (typeof(T) == typeof(KeyHealth))
        {
            return (T)(object)KeyHealth.Parse(body);
        }

        return JsonSerializer.Deserialize(body, TypeInfo<T>()) ?? throw new JsonException("null where an object or array was expected");
    }

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)LiteLLMJsonContext.Default.GetTypeInfo(typeof(T))
        ?? throw new NotSupportedException($"{typeof(T)} is not part of {nameof(LiteLLMJsonContext)}");
}
