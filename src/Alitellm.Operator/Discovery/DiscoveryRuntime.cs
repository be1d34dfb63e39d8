using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Queueing;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Passes;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Discovery;

/// <summary>
/// Wires one discovery kind: what may change a discovery's outcome puts its key into the queue, the reconciler takes it out. Our own writes, to the
/// discovery and to what it generated, do not.
/// </summary>
internal sealed class DiscoveryRuntime<TDiscovery, TChild> : ILeasedKind
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>After an event of a generated object the last listing will do when it is this young; the events of one moment share one.</summary>
    private static readonly TimeSpan s_young = TimeSpan.FromSeconds(10);

    /// <summary>How long the changes of a source are gathered: a thousand of them at once cost a few passes and not a thousand.</summary>
    private static readonly TimeSpan s_burst = TimeSpan.FromMilliseconds(500);

    private readonly DiscoveryKind<TDiscovery, TChild> _kind;
    private readonly DiscoveryServices<TDiscovery, TChild> _services;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Controller<ObjectKey> _controller;

    public DiscoveryRuntime(
        IDiscoveryAdapter<TDiscovery, TChild> adapter,
        DiscoveryServices<TDiscovery, TChild> services,
        Informer<PartialObject> secrets,
        string placement,
        ILoggerFactory loggers)
    {
        _kind = adapter.Kind;
        _services = services;
        Placement = placement;
        _queue = new(new WorkQueueOptions(Plural), services.Time, services.Random);
        var reconciler = new DiscoveryReconciler<TDiscovery, TChild>(adapter, services, loggers.CreateLogger(Kind));
        _controller = new(Plural, _queue, new OutcomeCounter(reconciler, services.KindMetrics), services.Options.WorkersPerKind, services.Time, loggers);

        DiscoveryIndexes.AddTo(services.Informer, adapter);
        DiscoveryIndexes.AddController(services.Children);
        services.Informer.Subscribe(OnDiscovery);
        services.Children.Subscribe(OnChild);
        secrets.Subscribe(OnSecret);
        adapter.SourceChanged += OnSource;
    }

    public string Kind => _kind.Type.Kind;

    public string Plural => _kind.Type.Plural;

    public string Placement { get; }

    public IInformer Informer => _services.Informer;

    public async Task RunTermAsync(CancellationToken cancellationToken)
    {
        // What another replica did meanwhile is not known here: every source is listed, every object looked at.
        _services.Listings.Clear();
        AddEverything();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Loops.RunAsync([RelistAsync(stop.Token), _controller.RunAsync(stop.Token)], stop);
    }

    public void Dispose()
    {
        _queue.Dispose();
    }

    /// <summary>
    /// The safety net: objects are looked at now and then without a cause. No source is asked for it, and one that failed is waited for as long as
    /// was decided.
    /// </summary>
    private async Task RelistAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_services.Options.SafetyRelistInterval, _services.Time, cancellationToken);
            foreach (var discovery in _services.Informer.List().Where(discovery => _services.Listings.Find(discovery) is not null))
            {
                _queue.Add(ObjectKey.Of(discovery), QueuePriority.Background);
            }
        }
    }

    private void AddEverything()
    {
        foreach (var discovery in _services.Informer.List())
        {
            _queue.Add(ObjectKey.Of(discovery), QueuePriority.Background);
        }
    }

    private void OnDiscovery(InformerEvent<TDiscovery> change)
    {
        if (Triggers.Of(change.Old, change.New, change.IsInitial) is { } priority)
        {
            ListAgain(change.Key, priority);
        }
    }

    private void OnChild(InformerEvent<TChild> change)
    {
        if (change.IsInitial || (change.New is { } written && _services.Writer.IsOwnWrite(written)))
        {
            return;
        }

        if (change.Old is null || change.New is null || change.Old.Metadata.Uid != change.New.Metadata.Uid || change.Old.Metadata.Generation != change.New.Metadata.Generation)
        {
            foreach (var key in OwnersOf(change).Distinct())
            {
                _services.Listings.Expire(key, s_young);
                _queue.Add(key);
            }
        }

        if (change.New is null)
        {
            _services.Writer.Forget(change.Key);
            foreach (var discovery in _services.Informer.ByIndex(DiscoveryIndexes.Skipped, change.Key.ToString()))
            {
                // The name is free for those who had to do without it.
                _queue.Add(ObjectKey.Of(discovery));
            }
        }
    }

    private IEnumerable<ObjectKey> OwnersOf(InformerEvent<TChild> change)
    {
        return new[] { change.Old, change.New }
            .OfType<TChild>()
            .Select(ChildOwner.ControllerOf)
            .Where(owner => owner?.Kind == Kind)
            .Select(owner => change.Key with { Name = owner!.Name });
    }

    private void OnSource(ObjectKey key)
    {
        _services.Listings.Expire(key, TimeSpan.Zero);
        _queue.AddAfter(key, s_burst);
    }

    private void OnSecret(InformerEvent<PartialObject> change)
    {
        if (!Triggers.IsRotation(change))
        {
            return;
        }

        foreach (var discovery in _services.Informer.ByIndex(DiscoveryIndexes.Secret, change.Key.ToString()))
        {
            ListAgain(ObjectKey.Of(discovery), QueuePriority.High);
        }
    }

    private void ListAgain(ObjectKey key, QueuePriority priority)
    {
        _services.Listings.Expire(key, TimeSpan.Zero);
        _queue.Add(key, priority);
    }
}
