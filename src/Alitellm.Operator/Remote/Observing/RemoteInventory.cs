using System.Collections.Concurrent;
using System.Threading.Channels;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;

namespace Alitellm.Operator.Remote.Observing;

/// <summary>
/// The remote informers of one kind: one per endpoint that somebody wants listed, the holder of the kind's lease or of the lease of a kind that refers to it.
/// </summary>
internal sealed class RemoteInventory<TObserved>(
    ConnectionRegistry connections,
    Func<ConnectionSnapshot, CancellationToken, Task<IReadOnlyList<TObserved>>> list,
    PollOptions options,
    TimeProvider time,
    Random random)
    where TObserved : class, IObservedEntry
{
    private readonly ConcurrentDictionary<EndpointRuntime, RemoteInformer<TObserved>> _informers = new();
    private readonly ConcurrentDictionary<Demand, Func<ConnectionSnapshot, bool>> _demands = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>An endpoint was listed.</summary>
    public event Action<EndpointRuntime, RemoteNews<TObserved>>? Listed;

    /// <summary>An endpoint could not be listed; <c>true</c> for the first time after it could.</summary>
    public event Action<EndpointRuntime, bool>? Failed;

    /// <summary>An endpoint is no longer listed.</summary>
    public event Action<EndpointRuntime>? Stopped;

    /// <summary>The informer of the Connection's endpoint, or null while none runs.</summary>
    public RemoteInformer<TObserved>? For(ConnectionSnapshot connection)
    {
        return connection.Endpoint is { } endpoint && _informers.TryGetValue(endpoint, out var informer) ? informer : null;
    }

    /// <summary>Lists the endpoints of the Connections that <paramref name="wanted"/> names, until disposed.</summary>
    /// <param name="fresh">What was listed before counts for nothing: who asks begins to write, and somebody else may have written meanwhile.</param>
    public IDisposable ListWhile(Func<ConnectionSnapshot, bool> wanted, bool fresh)
    {
        var demand = new Demand(this);
        _demands[demand] = wanted;
        if (fresh)
        {
            foreach (var informer in _informers.Values)
            {
                informer.Distrust();
            }
        }

        Reconsider();
        return demand;
    }

    /// <summary>What is wanted may have changed.</summary>
    public void Reconsider()
    {
        _changes.Writer.TryWrite(true);
    }

    /// <summary>Keeps one informer per wanted endpoint running until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        void Signal(ObjectKey key) => Reconsider();
        var running = new Dictionary<EndpointRuntime, (CancellationTokenSource Stop, Task Task)>();
        connections.Changed += Signal;
        try
        {
            do
            {
                await MatchAsync(running, cancellationToken);
            }
            while (await _changes.Reader.ReadAsync(cancellationToken));
        }
        finally
        {
            connections.Changed -= Signal;
            foreach (var endpoint in running.Keys.ToList())
            {
                await StopAsync(running, endpoint);
            }
        }
    }

    private async Task MatchAsync(Dictionary<EndpointRuntime, (CancellationTokenSource Stop, Task Task)> running, CancellationToken cancellationToken)
    {
        var wanted = connections.All.Where(IsWanted).Select(connection => connection.Endpoint!).ToHashSet();
        foreach (var gone in running.Keys.Where(endpoint => !wanted.Contains(endpoint)).ToList())
        {
            await StopAsync(running, gone);
        }

        foreach (var endpoint in wanted.Where(endpoint => !running.ContainsKey(endpoint)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var informer = Create(endpoint);
            _informers[endpoint] = informer;
            running[endpoint] = (stop, informer.RunAsync(stop.Token));
        }
    }

    private bool IsWanted(ConnectionSnapshot connection)
    {
        return connection.IsUsable && _demands.Values.Any(wanted => wanted(connection));
    }

    private async Task StopAsync(Dictionary<EndpointRuntime, (CancellationTokenSource Stop, Task Task)> running, EndpointRuntime endpoint)
    {
        running.Remove(endpoint, out var informer);
        _informers.TryRemove(endpoint, out _);
        await informer.Stop.CancelAsync();
        try
        {
            await informer.Task;
        }
        catch (OperationCanceledException) when (informer.Stop.IsCancellationRequested)
        {
            // The end that was asked for.
        }

        informer.Stop.Dispose();
        Stopped?.Invoke(endpoint);
    }

    private RemoteInformer<TObserved> Create(EndpointRuntime endpoint)
    {
        var informer = new RemoteInformer<TObserved>(token => ListAsync(endpoint, token), options, time, random);
        informer.Listed += news => Listed?.Invoke(endpoint, news);
        informer.Failed += (failure, isFirst) => OnFailed(endpoint, failure, isFirst);
        return informer;
    }

    private async Task<IReadOnlyList<TObserved>?> ListAsync(EndpointRuntime endpoint, CancellationToken cancellationToken)
    {
        var connection = connections.All.FirstOrDefault(candidate => candidate.IsUsable && candidate.Endpoint == endpoint);
        return connection is null ? null : await list(connection, cancellationToken);
    }

    private void OnFailed(EndpointRuntime endpoint, LiteLLMException failure, bool isFirst)
    {
        // A proxy that cannot be listed is not trusted to be usable: the probe says whether it is, and says so for all dependents.
        foreach (var connection in connections.All.Where(candidate => candidate.Endpoint == endpoint))
        {
            connections.Suspect(connection, failure);
        }

        Failed?.Invoke(endpoint, isFirst);
    }

    private sealed class Demand(RemoteInventory<TObserved> inventory) : IDisposable
    {
        public void Dispose()
        {
            inventory._demands.TryRemove(this, out _);
            inventory.Reconsider();
        }
    }
}
