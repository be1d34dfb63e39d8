using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Queueing;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote;

/// <summary>
/// Wires one Pipeline A kind: both informers put keys into one queue, the reconciler takes them out. Watching goes on everywhere; polling LiteLLM
/// and reconciling only during a term.
/// </summary>
internal sealed class KindRuntime<TResource, TDesired, TObserved> : IKindRuntime
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly RemoteKind<TResource> _kind;
    private readonly RemoteServices<TResource, TObserved> _services;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Controller<ObjectKey> _controller;

    public KindRuntime(
        IRemoteAdapter<TResource, TDesired, TObserved> adapter,
        RemoteServices<TResource, TObserved> services,
        Informer<PartialObject> secrets,
        string placement,
        Random random,
        ILoggerFactory loggers)
    {
        _kind = adapter.Kind;
        _services = services;
        Placement = placement;
        _queue = new(new WorkQueueOptions(Plural), services.Time, random);
        var reconciler = new RemoteReconciler<TResource, TDesired, TObserved>(adapter, services, loggers.CreateLogger(Kind));
        _controller = new(Plural, _queue, new OutcomeCounter(reconciler, services.Metrics), services.Options.WorkersPerKind, services.Time, loggers);

        RemoteIndexes.AddTo(services.Informer, adapter);
        services.Informer.Subscribe(OnObject);
        services.Connections.Changed += connection => AddAll(RemoteIndexes.Connection, connection.ToString());
        services.Inventory.Listed += OnListed;
        services.Inventory.Failed += endpoint => AddUsers(endpoint);
        secrets.Subscribe(change => OnSecret(change));
    }

    public string Kind => _kind.Type.Kind;

    public string Plural => _kind.Type.Plural;

    public string Placement { get; }

    public IInformer Informer => _services.Informer;

    public IEnumerable<RemoteResource> UsersOf(ObjectKey connection)
    {
        return _services.Informer.ByIndex(RemoteIndexes.Connection, connection.ToString());
    }

    public async Task RunTermAsync(CancellationToken cancellationToken)
    {
        // What another replica did meanwhile is not known here: everything is looked at once.
        AddEverything();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops = [_services.Inventory.RunAsync(stop.Token), RelistAsync(stop.Token), _controller.RunAsync(stop.Token)];
        await Loops.RunAsync(loops, stop);
    }

    public void Dispose()
    {
        _queue.Dispose();
    }

    private async Task RelistAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_services.Options.SafetyRelistInterval, _services.Time, cancellationToken);
            AddEverything();
        }
    }

    private void AddEverything()
    {
        foreach (var resource in _services.Informer.List())
        {
            _queue.Add(ObjectKey.Of(resource), QueuePriority.Background);
        }
    }

    private void OnObject(InformerEvent<TResource> change)
    {
        if (Triggers.Of(change.Old, change.New, change.IsInitial) is { } priority)
        {
            _queue.Add(change.Key, priority);
        }
    }

    private void OnSecret(InformerEvent<PartialObject> change)
    {
        if (!change.IsInitial && change.Old?.Metadata.ResourceVersion != change.New?.Metadata.ResourceVersion)
        {
            AddAll(RemoteIndexes.Secret, change.Key.ToString());
        }
    }

    private void OnListed(EndpointRuntime endpoint, RemoteNews<TObserved> news)
    {
        _services.Metrics.Relisted();
        if (news.IsFirst)
        {
            AddUsers(endpoint);
        }

        foreach (var key in news.Waiting)
        {
            _queue.Add(key);
        }

        foreach (var entry in news.Changes.SelectMany(change => new[] { change.Old, change.New }).OfType<TObserved>())
        {
            AddAll(RemoteIndexes.RemoteId, entry.Id);
            AddAll(RemoteIndexes.RemoteName, entry.Name);
        }
    }

    private void AddUsers(EndpointRuntime endpoint)
    {
        foreach (var connection in _services.Connections.All.Where(connection => connection.Endpoint == endpoint))
        {
            AddAll(RemoteIndexes.Connection, connection.Key.ToString());
        }
    }

    private void AddAll(string index, string value)
    {
        foreach (var resource in _services.Informer.ByIndex(index, value))
        {
            _queue.Add(ObjectKey.Of(resource));
        }
    }
}
