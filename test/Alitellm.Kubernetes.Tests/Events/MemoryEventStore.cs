using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using k8s.Models;

namespace Alitellm.Kubernetes.Tests.Events;

internal sealed class MemoryEventStore : IEventStore
{
    public List<Eventsv1Event> Created { get; } = [];

    public List<(string Name, int Count, DateTime Last)> Patched { get; } = [];

    public bool Fails { get; set; }

    /// <summary>Requests do not come back until this has ended.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task CreateAsync(Eventsv1Event created, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        Created.Add(created);
    }

    public async Task PatchSeriesAsync(string @namespace, string name, int count, DateTime lastObserved, CancellationToken cancellationToken)
    {
        await AnswerAsync(cancellationToken);
        Patched.Add((name, count, lastObserved));
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        if (Fails)
        {
            throw new KubernetesApiException(500, null, "broken");
        }
    }
}
