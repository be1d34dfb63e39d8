using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using k8s.Models;

namespace Alitellm.Kubernetes.Events;

/// <summary>Events of an API server.</summary>
internal sealed class KubernetesEventStore(KubernetesConnection connection) : IEventStore
{
    private readonly ResourceClient<Eventsv1Event> _events = new(connection, BuiltInTypes.Event);

    public Task CreateAsync(Eventsv1Event created, CancellationToken cancellationToken)
    {
        return _events.CreateAsync(created, cancellationToken);
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
        return _events.MergePatchAsync(new(@namespace, name), patch, cancellationToken);
    }
}
