using Alitellm.Kubernetes.ListWatch;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Informers;

/// <summary>
/// Takes what the reflectors bring, one change at a time: first the store, then every subscriber. Because both happen under one lock a subscriber
/// that joins late misses nothing and hears nothing twice.
/// </summary>
internal sealed class InformerFeed<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _order = new();
    private readonly InformerStore<T> _store;
    private readonly StoreUpdater<T> _updater;
    private readonly Subscribers<T> _subscribers;
    private readonly ILogger _logger;
    private readonly Action<UndecodableObject> _undecodable;

    public InformerFeed(
        string name,
        InformerStore<T> store,
        StoreUpdater<T> updater,
        InformerMetrics metrics,
        ILogger logger,
        Action<UndecodableObject> undecodable)
    {
        Name = name;
        Metrics = metrics;
        _store = store;
        _updater = updater;
        _logger = logger;
        _undecodable = undecodable;
        _subscribers = new(Failed);
    }

    public string Name { get; }

    public InformerMetrics Metrics { get; }

    public IDisposable Subscribe(Action<InformerEvent<T>> handler, bool ownWrites)
    {
        lock (_order)
        {
            var subscription = _subscribers.Add(handler, ownWrites);
            foreach (var item in _store.List())
            {
                _subscribers.Tell(subscription, new(ObjectKey.Of(item), null, item, true));
            }

            return subscription;
        }
    }

    public void Replace(string partition, IReadOnlyList<T> items, IReadOnlyList<UndecodableItem> undecodable, string version, bool initial)
    {
        lock (_order)
        {
            foreach (var change in _updater.Replace(partition, items, undecodable, version, initial))
            {
                _subscribers.Tell(new StoreChange<T>(change, false));
            }

            Metrics.Objects(_store.Count);
        }

        foreach (var item in undecodable)
        {
            Report(item);
        }
    }

    public void Changed(WatchChange change, T item)
    {
        lock (_order)
        {
            Tell(_updater.Changed(change, item), change == WatchChange.Modified);
        }

        Metrics.Event();
    }

    public void Undecodable(WatchChange change, UndecodableItem item)
    {
        if (change == WatchChange.Deleted && item.Key is { } key)
        {
            lock (_order)
            {
                Tell(_updater.Removed(key), false);
            }
        }

        Report(item);
    }

    public void Reached(string partition, string version) => _updater.Reached(partition, version);

    public void Failed(Exception exception)
    {
        Metrics.HandlerError();
        InformerLog.HandlerThrew(_logger, Name, exception);
    }

    private void Tell(in StoreChange<T>? change, bool sameCount)
    {
        if (change is not { } told)
        {
            return;
        }

        _subscribers.Tell(told);
        if (!sameCount)
        {
            Metrics.Objects(_store.Count);
        }
    }

    private void Report(UndecodableItem item)
    {
        Metrics.Undecodable();
        InformerLog.Undecodable(_logger, Name, item.Key?.ToString() ?? "(unnamed)", item.Reason);
        try
        {
            _undecodable(new(item.Key, item.ResourceVersion, item.Reason));
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }
}
