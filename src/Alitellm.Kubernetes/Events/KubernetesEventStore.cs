using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Alitellm.Kubernetes.Events;

/// <summary>Events of an API server.</summary>
internal sealed class KubernetesEventStore(KubernetesConnection connection) : IEventStore
{
    public Task CreateAsync(Eventsv1Event created, CancellationToken cancellationToken)
    {
        return SendAsync(() => connection.Client.EventsV1.CreateNamespacedEventAsync(created, created.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
    }

    public Task PatchSeriesAsync(string @namespace, string name, int count, DateTime lastObserved, CancellationToken cancellationToken)
    {
        JsonObject patch = new()
        {
            ["series"] = new JsonObject
            {
                ["count"] = count,
                ["lastObservedTime"] = lastObserved.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            },
        };
        V1Patch body = new(patch.ToJsonString(), V1Patch.PatchType.MergePatch);
        return SendAsync(() => connection.Client.EventsV1.PatchNamespacedEventAsync(body, name, @namespace, cancellationToken: cancellationToken));
    }

    private static async Task SendAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (HttpOperationException exception)
        {
            int? status = (int?)exception.Response?.StatusCode;
            throw new KubernetesApiException(status, exception.Response?.ReasonPhrase, $"the API server answered {status} to an event", inner: exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new KubernetesApiException(null, null, $"an event could not be sent: {exception.Message}", inner: exception);
        }
    }
}
