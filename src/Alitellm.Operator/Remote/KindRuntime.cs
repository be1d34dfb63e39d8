using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Queueing;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Observing;
using Alitellm.Operator.Remote.References;

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
    private readonly IRemoteAdapter<TResource, TDesired, TObserved> _adapter;
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
        _adapter = adapter;
        _services = services;
        Placement = placement;
        _queue = new(new WorkQueueOptions(Plural), services.Time, random);
        var reconciler = new RemoteReconciler<TResource, TDesired, TObserved>(adapter, services, loggers.CreateLogger(Kind));
        _controller = new(Plural, _queue, new OutcomeCounter(reconciler, services.Metrics), adapter.Kind.Workers ?? services.Options.WorkersPerKind, services.Time, loggers);

        RemoteIndexes.AddTo(services.Informer, adapter);
        Target = new ReferenceTarget<TResource, TDesired, TObserved>(adapter, services);
        services.Informer.Subscribe(OnObject);
        services.Connections.Changed += connection => AddAll(RemoteIndexes.Connection, connection.ToString());
        services.Inventory.Listed += OnListed;
        services.Inventory.Failed += OnListFailed;
        services.Inventory.Stopped += endpoint => services.Metrics.ForgetEntries(endpoint.Endpoint);
        secrets.Subscribe(change => OnSecret(change));
        if (services.Projection is { } projection)
        {
            projection.Changed += key => _queue.Add(key);
        }
    }

    private List<IReferenceTarget> ReferencedKinds => field ??= [.. _adapter.Kind.ReferencedKinds.Select(_services.References.Target)];

    public string Kind => _adapter.Kind.Type.Kind;

    public string Plural => _adapter.Kind.Type.Plural;

    public string Placement { get; }

    public IReferenceTarget Target { get; }

    public IInformer Informer => _services.Informer;

    public IEnumerable<RemoteResource> UsersOf(ObjectKey connection)
    {
        return _services.Informer.ByIndex(RemoteIndexes.Connection, connection.ToString());
    }

    public Task RunListsAsync(CancellationToken cancellationToken)
    {
        return _services.Inventory.RunAsync(cancellationToken);
    }

    public void FollowReferences()
    {
        foreach (var target in ReferencedKinds)
        {
            target.Changed += OnReferenced;
        }
    }

    public async Task RunTermAsync(CancellationToken cancellationToken)
    {
        // What another replica did meanwhile is not known here: everything is listed and looked at once.
        var lists = new List<IDisposable> { _services.Inventory.ListWhile(IsUsed, fresh: true) };
        lists.AddRange(ReferencedKinds.Select(target => target.ListWhile(connection => IsReferred(target.Kind, connection))));
        try
        {
            AddEverything();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task[] loops = [RelistAsync(stop.Token), _controller.RunAsync(stop.Token)];
            await Loops.RunAsync(loops, stop);
        }
        finally
        {
            lists.ForEach(demand => demand.Dispose());
        }
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
        if (change.Old is null || change.New is null || change.Old.Metadata.Generation != change.New.Metadata.Generation)
        {
            // Another Connection may be in use now, and other kinds referred to.
            _services.Inventory.Reconsider();
            ReferencedKinds.ForEach(target => target.Reconsider());
        }

        if (Triggers.Of(change.Old, change.New, change.IsInitial) is { } priority)
        {
            _queue.Add(change.Key, priority);
            if (!change.IsInitial)
            {
                AddSiblings(change);
            }
        }
    }

    /// <summary>Those who claim the same may win, lose or share it now.</summary>
    private void AddSiblings(InformerEvent<TResource> change)
    {
        foreach (var claim in new[] { change.Old, change.New }.OfType<TResource>().SelectMany(_adapter.Claims).Distinct())
        {
            AddAll(RemoteIndexes.Claim, claim, except: change.Key);
        }
    }

    private void OnReferenced(string? key)
    {
        if (key is null)
        {
            AddEverything();
        }
        else
        {
            AddAll(RemoteIndexes.Reference, key);
        }
    }

    private bool IsUsed(ConnectionSnapshot connection)
    {
        return Supports(connection) && _services.Informer.ByIndex(RemoteIndexes.Connection, connection.Key.ToString()).Count > 0;
    }

    private bool IsReferred(string kind, ConnectionSnapshot connection)
    {
        return _services.Informer.ByIndex(RemoteIndexes.ReferencedKind, RemoteIndexes.KeyOf(kind, connection.Key)).Count > 0;
    }

    private bool Supports(ConnectionSnapshot connection)
    {
        return _adapter.Kind.MinimumVersion is not { } minimum || connection.Version?.IsAtLeast(minimum) != false;
    }

    private void OnSecret(InformerEvent<PartialObject> change)
    {
        if (Triggers.IsRotation(change))
        {
            AddAll(RemoteIndexes.Secret, change.Key.ToString());
        }
    }

    private void OnListed(EndpointRuntime endpoint, RemoteNews<TObserved> news)
    {
        _services.Metrics.Relisted(endpoint.Endpoint, news.Count);
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
            AddAll(RemoteIndexes.Claim, _adapter.ClaimOf(entry.Name));
        }
    }

    private void OnListFailed(EndpointRuntime endpoint, bool isFirst)
    {
        _services.Metrics.RelistFailed();
        if (isFirst)
        {
            AddUsers(endpoint);
        }
    }

    private void AddUsers(EndpointRuntime endpoint)
    {
        foreach (var connection in _services.Connections.All.Where(connection => connection.Endpoint == endpoint))
        {
            AddAll(RemoteIndexes.Connection, connection.Key.ToString());
        }
    }

    private void AddAll(string index, string value, ObjectKey? except = null)
    {
        foreach (var key in _services.Informer.ByIndex(index, value).Select(ObjectKey.Of).Where(key => key != except))
        {
            _queue.Add(key);
        }
    }
}
