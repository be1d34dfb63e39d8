using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.ListWatch;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Informers;

/// <summary>
/// Shared store of one kind kept current by list and watch. Survives everything a server can answer: as long as it runs it keeps trying, and the
/// store keeps what it last had.
/// </summary>
public sealed class Informer<T> : IInformer, IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly KubernetesConnection _connection;
    private readonly ResourceType<T> _type;
    private readonly InformerOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly InformerStore<T> _store = new();
    private readonly StoreUpdater<T> _updater;
    private readonly InformerFeed<T> _feed;
    private readonly IReadOnlyList<InformerPartition<T>> _partitions;
    private readonly TaskCompletionSource _synced = new();
    private readonly StandingBoard _standings;
    private int _unsynced;
    private int _started;
    private volatile bool _failed;

    /// <param name="random">Spreads retries; seeded where a run must be repeatable.</param>
    public Informer(
        KubernetesConnection connection,
        ResourceType<T> type,
        InformerOptions options,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        _connection = connection;
        _type = type;
        _options = options;
        _timeProvider = timeProvider;
        _random = random ?? Random.Shared;
        Name = options.Name ?? type.Plural;
        _logger = loggerFactory.CreateLogger($"Alitellm.Kubernetes.Informer.{type.Plural}");
        var namespaces = options.Namespaces.Distinct(StringComparer.Ordinal).ToArray();
        _updater = new(_store, namespaces, timeProvider);
        _feed = new(Name, _store, _updater, new InformerMetrics(Name, timeProvider), _logger, item => OnUndecodable?.Invoke(item));
        _partitions = [.. (namespaces.Length == 0 ? [""] : namespaces).Select(Partition)];
        _unsynced = _partitions.Count;
        _standings = new(_partitions.Count);
    }

    /// <summary>Raised for every object that cannot be read, each time the server sends it.</summary>
    public event Action<UndecodableObject>? OnUndecodable;

    public event Action? StandingChanged;

    public string Name { get; }

    public bool HasSynced => Volatile.Read(ref _unsynced) == 0;

    public InformerStanding Standing => _standings.Whole;

    public bool IsAlive => !_failed;

    public int Count => _store.Count;

    /// <summary>Adds a named index; only before <see cref="RunAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The informer runs already.</exception>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        if (Volatile.Read(ref _started) != 0)
        {
            throw new InvalidOperationException($"the informer of {Name} runs already");
        }

        _store.AddIndex(name, new StoreIndex<T>(values, _feed.Failed));
    }

    /// <summary>Calls <paramref name="handler"/> for every change after the store has it; a late subscriber first gets every object as an initial
    /// add. Handlers must be quick and must not throw; a throw is logged and counted.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler) => Subscribe(handler, ownWrites: false);

    /// <inheritdoc cref="Subscribe(Action{InformerEvent{T}})"/>
    /// <param name="ownWrites">Also hear of changes that are nothing but the echo of a <see cref="Put"/>. For those who depend on a kind that
    /// another controller of this process writes; the writer itself has no use for it.</param>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler, bool ownWrites)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _feed.Subscribe(handler, ownWrites);
    }

    public T? Get(ObjectKey key) => _store.Get(key);

    public IReadOnlyList<T> List() => _store.List();

    public IReadOnlyList<T> ByIndex(string index, string value) => _store.ByIndex(index, value);

    /// <summary>
    /// Puts the answer of our own write, so that the next reconcile reads it; older than what is held is ignored. Raises no event, and neither does
    /// its echo, with two exceptions: an object nobody was told of yet is announced as an add when its echo comes, and a foreign change that the
    /// answer already contained is announced when its own event comes.
    /// </summary>
    public void Put(T resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        _updater.Put(resource);
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException($"the informer of {Name} runs already");
        }

        _feed.Metrics.Announce();
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.WhenAll(_partitions.Select(partition => FeedAsync(partition, all)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            _failed = true;
            InformerLog.Ended(_logger, Name, e);
            throw;
        }
    }

    private InformerPartition<T> Partition(string @namespace, int index)
    {
        return new(@namespace, _feed, _options.MayBeAbsent, PartitionSynced, standing => PartitionStands(index, standing), _logger);
    }

    private async Task FeedAsync(InformerPartition<T> partition, CancellationTokenSource all)
    {
        var options = new ListWatchOptions { MetadataOnly = _options.MetadataOnly, LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector };
        var source = new ListWatch<T>(_connection, _type, partition.Namespace, options);
        try
        {
            await new Reflector<T>(source, partition, partition, _timeProvider, _random, _options.MayBeAbsent).RunAsync(all.Token);
        }
        finally
        {
            // A reflector ends only with the informer; if one fails, half a store must not look alive.
            all.Cancel();
        }
    }

    private void PartitionStands(int index, InformerStanding standing)
    {
        if (!_standings.Set(index, standing))
        {
            return;
        }

        try
        {
            StandingChanged?.Invoke();
        }
        catch (Exception e)
        {
            _feed.Failed(e);
        }
    }

    private void PartitionSynced()
    {
        if (Interlocked.Decrement(ref _unsynced) == 0)
        {
            _synced.TrySetResult();
        }
    }
}
