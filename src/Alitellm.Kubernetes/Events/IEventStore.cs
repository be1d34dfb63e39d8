using k8s.Models;

namespace Alitellm.Kubernetes.Events;

/// <summary>The requests the recorder needs. Failures are <see cref="Client.KubernetesApiException"/>.</summary>
internal interface IEventStore
{
    Task CreateAsync(Eventsv1Event created, CancellationToken cancellationToken);

    /// <summary>Writes the count and the last time of a series.</summary>
    Task PatchSeriesAsync(string @namespace, string name, int count, DateTime lastObserved, CancellationToken cancellationToken);
}
