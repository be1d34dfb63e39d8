using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Status;
using k8s;
using k8s.Models;

namespace Alitellm.Operator.Remote.Reporting;

/// <summary>Writes a status once per outcome, and not at all when nothing worth a write changed.</summary>
internal sealed class StatusWriter<TResource>(IResourceClient<TResource> client, Informer<TResource> informer)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
{
    /// <param name="compose">Changes the status of a private copy.</param>
    /// <param name="alsoSay">Changes that are not worth a write of their own; made only when there is another.</param>
    /// <returns>The object as written, or null when nothing was.</returns>
    public async Task<TResource?> WriteAsync(TResource resource, Action<TResource> compose, Action<TResource>? alsoSay, CancellationToken cancellationToken)
    {
        var before = StatusOf(resource);
        var copy = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(resource, client.Type.Json), client.Type.Json)!;
        compose(copy);
        if (MergePatch.Between(before, StatusOf(copy)) is not { } patch)
        {
            return null;
        }

        if (alsoSay is not null)
        {
            alsoSay(copy);
            patch = MergePatch.Between(before, StatusOf(copy)) ?? patch;
        }

        var written = await client.MergePatchStatusAsync(ObjectKey.Of(resource), patch, cancellationToken);
        informer.Put(written);
        return written;
    }

    private JsonObject StatusOf(TResource resource)
    {
        var document = JsonSerializer.SerializeToNode(resource, client.Type.Json)!.AsObject();
        document.Remove("status", out var status);
        return status as JsonObject ?? [];
    }
}
