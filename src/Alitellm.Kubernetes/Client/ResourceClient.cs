using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <inheritdoc cref="IResourceClient{T}"/>
internal sealed class ResourceClient<T>(KubernetesConnection connection, ResourceType<T> type) : IResourceClient<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly JsonTypeInfo<T> _decoding = DecodingRules.For(type.Json);

    public ResourceType<T> Type => type;

    public async Task<T?> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await ExchangeAsync(HttpMethod.Get, Item(key), null, $"get {type.Plural} {key}", cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public Task<T> CreateAsync(T resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        resource.ApiVersion = type.ApiVersion;
        resource.Kind = type.Kind;
        var key = ObjectKey.Of(resource);
        var path = ResourcePath.Collection(type.Group, type.Version, type.Plural, key.Namespace);
        var body = Content(JsonSerializer.SerializeToUtf8Bytes(resource, type.Json), "application/json");
        return ExchangeAsync(HttpMethod.Post, path, body, $"create {type.Plural} {key}", cancellationToken);
    }

    /// <summary>Replaces an object if it still has the version it was read with.</summary>
    public Task<T> ReplaceAsync(T resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        resource.ApiVersion = type.ApiVersion;
        resource.Kind = type.Kind;
        var key = ObjectKey.Of(resource);
        var body = Content(JsonSerializer.SerializeToUtf8Bytes(resource, type.Json), "application/json");
        return ExchangeAsync(HttpMethod.Put, Item(key), body, $"replace {type.Plural} {key}", cancellationToken);
    }

    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return PatchAsync(Item(key), patch.ToJsonString(), "application/merge-patch+json", $"patch {type.Plural} {key}", cancellationToken);
    }

    public Task<T> MergePatchStatusAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        // Wrapped as text: a node has one parent only, and the patch stays the caller's.
        var body = $"{{\"status\":{patch.ToJsonString()}}}";
        return PatchAsync($"{Item(key)}/status", body, "application/merge-patch+json", $"patch status of {type.Plural} {key}", cancellationToken);
    }

    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray patch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return PatchAsync(Item(key), patch.ToJsonString(), "application/json-patch+json", $"patch {type.Plural} {key}", cancellationToken);
    }

    public Task<T> ApplyAsync(ObjectKey key, JsonObject body, string fieldManager, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var path = $"{Item(key)}?fieldManager={Uri.EscapeDataString(fieldManager)}&force={(force ? "true" : "false")}";
        // JSON is YAML; the media type for plain JSON is younger than the oldest server we serve.
        return PatchAsync(path, body.ToJsonString(), "application/apply-patch+yaml", $"apply {type.Plural} {key}", cancellationToken);
    }

    public Task DeleteAsync(ObjectKey key, string? uid, CancellationToken cancellationToken)
    {
        return DeleteAsync(key, uid is null ? null : new JsonObject { ["uid"] = uid }, cancellationToken);
    }

    /// <summary>Deletes an object if it still has the version it was read with; an object already gone is success.</summary>
    public Task DeleteAsync(T resource, CancellationToken cancellationToken)
    {
        return DeleteAsync(ObjectKey.Of(resource), new JsonObject { ["resourceVersion"] = resource.Metadata.ResourceVersion }, cancellationToken);
    }

    private async Task DeleteAsync(ObjectKey key, JsonObject? preconditions, CancellationToken cancellationToken)
    {
        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (preconditions is not null)
        {
            options["preconditions"] = preconditions;
        }

        var what = $"delete {type.Plural} {key}";
        using var deadline = new Deadline(KubernetesConnection.RequestLimit, connection.TimeProvider, cancellationToken);
        using var request = connection.Request(HttpMethod.Delete, Item(key));
        request.Content = Content(Encoding.UTF8.GetBytes(options.ToJsonString()), "application/json");
        try
        {
            // The answer is the object or a Status, by kind; nothing of it is needed.
            using var response = await connection.SendAsync(request, what, deadline);
        }
        catch (KubernetesApiException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            return;
        }
    }

    private string Item(ObjectKey key) => ResourcePath.Item(type.Group, type.Version, type.Plural, key);

    private Task<T> PatchAsync(string path, string patch, string mediaType, string what, CancellationToken cancellationToken)
    {
        return ExchangeAsync(HttpMethod.Patch, path, Content(Encoding.UTF8.GetBytes(patch), mediaType), what, cancellationToken);
    }

    private async Task<T> ExchangeAsync(HttpMethod method, string path, HttpContent? content, string what, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(KubernetesConnection.RequestLimit, connection.TimeProvider, cancellationToken);
        using var request = connection.Request(method, path);
        request.Content = content;
        using var response = await connection.SendAsync(request, what, deadline);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            using var buffer = new ResponseBuffer(stream);
            while (await buffer.FillAsync(deadline.Token))
            {
            }

            return DecodingRules.Decode(buffer.Unread, _decoding, type);
        }
        catch (Exception e) when (ApiFailures.Translate(e, deadline, what) is { } failure)
        {
            throw failure;
        }
    }

    private static ByteArrayContent Content(byte[] json, string mediaType)
    {
        return new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
    }
}
