using Alitellm.Kubernetes.Client;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Shares a set of named leases between the replicas that are alive (presence Leases, rendezvous placement).</summary>
/// <remarks>
/// <para>Every replica watches the leases of the group, computes from the live replicas who should hold which placement, and acts on its own
/// part: it takes free leases that are meant for it at once, and hands over a placement that is meant for another live replica.</para>
/// <para>A free lease that is meant for another live replica is left to it for two retry intervals; then any replica takes it and keeps it
/// until the preferred owner has gone, so that nothing lies unclaimed and nothing wanders.</para>
/// </remarks>
public sealed class LeaseGroup
{
    private readonly LeaseSeat _seat;
    private readonly LeaseWatch _watch;
    private readonly ForeignLeases _foreign;
    private readonly PlacementKeeper _keeper;
    private readonly ILogger _logger;
    private volatile bool _dead;
    private int _started;

    /// <param name="namespace">Where the leases are.</param>
    /// <param name="prefix">Begins every lease name, and is the value of the label by which the leases are watched.</param>
    /// <param name="identity">This replica; unique among replicas.</param>
    /// <param name="foreignLeases">Leases (namespace, name) of another operator: while any of them is renewed by somebody else no term starts. Needs
    /// get, list and watch of them; one that may not be read is not heeded.</param>
    /// <exception cref="ArgumentException">Timings under which a lease could not be kept.</exception>
    public LeaseGroup(KubernetesConnection connection, string @namespace, string prefix, string identity, LeaseOptions options, IReadOnlyList<ObjectKey> foreignLeases, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
        : this(new KubernetesLeaseStore(connection, timeProvider, random, loggerFactory), @namespace, prefix, identity, options, foreignLeases, timeProvider, random, loggerFactory)
    {
    }

    internal LeaseGroup(ILeaseStore store, string @namespace, string prefix, string identity, LeaseOptions options, IReadOnlyList<ObjectKey> foreignLeases, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(identity);
        options.Validate();
        _logger = loggerFactory.CreateLogger<LeaseGroup>();
        _seat = new LeaseSeat(store, @namespace, prefix, identity, options, timeProvider, random);
        LeaseView view = new(_seat.PresencePrefix, identity, timeProvider);
        _watch = new LeaseWatch(_seat, view, _logger);
        _foreign = new ForeignLeases(foreignLeases, _seat, _watch, _logger);
        _keeper = new PlacementKeeper(_seat, view, _watch, _foreign, _logger);
    }

    /// <summary>The identities of the replicas that are alive, this one included.</summary>
    public IReadOnlyList<string> LiveReplicas => _keeper.LiveReplicas;

    /// <summary>Another operator holds one of the foreign leases; its identity.</summary>
    public string? WaitingFor => _keeper.WaitingFor;

    /// <summary>False after the loop ended other than by cancellation.</summary>
    public bool IsAlive => !_dead;

    /// <summary>The names that were added.</summary>
    internal IEnumerable<string> Names => _keeper.Names;

    /// <summary>Adds work that runs only while the lease <c>{prefix}-{name}</c> is held; only before <see cref="RunAsync"/>. Leases with one
    /// <paramref name="placement"/> go to the same replica. <paramref name="onTerm"/> must end soon after the term's token is cancelled;
    /// the lease is released after it has. If it ends by itself it is started anew after a pause, here or elsewhere.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, string placement, Func<LeaseTerm, Task> onTerm)
    {
        ArgumentNullException.ThrowIfNull(onTerm);
        if (_started != 0)
        {
            throw new InvalidOperationException("leases are added before the group runs");
        }

        ObjectKey key = new(_seat.Namespace, $"{_seat.Group}-{name}");
        if (Names.Contains(name) || key.Name.StartsWith(_seat.PresencePrefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"the lease name {name} is taken", nameof(name));
        }

        _keeper.Add(placement, new WorkLease(name, key, onTerm));
    }

    /// <summary>The live term of a lease, or null when another replica holds it.</summary>
    public LeaseTerm? Term(string name)
    {
        return _keeper.Term(name) is { IsValid: true, Token.IsCancellationRequested: false } term ? term : null;
    }

    /// <summary>Runs until cancelled; then ends the terms, waits for their work and releases the leases.</summary>
    /// <exception cref="InvalidOperationException">It was run before.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("a lease group runs once");
        }

        LeaseTelemetry.Register(this);
        PresenceLease presence = new(_seat, _logger);
        using CancellationTokenSource running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource showing = new();
        Task watching = _watch.RunAsync(running.Token);
        await presence.TryShowAsync(cancellationToken);
        Task shown = presence.RunAsync(showing.Token);
        try
        {
            await LookAsync(watching, running.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The way to end.
        }
        catch
        {
            _dead = true;
            throw;
        }
        finally
        {
            running.Cancel();
            Task left = LeaveAsync(presence, shown, showing);
            await _keeper.EndAllAsync(left);
            await left;
            LeaseTelemetry.Unregister(this);
        }

        await watching;
        await _foreign.WhenEndedAsync();
    }

    private async Task LookAsync(Task watching, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (watching.IsCompleted)
            {
                // It ends before this loop only by failing.
                await watching;
                cancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException("the watch of the leases ended");
            }

            if (_watch.HasSynced)
            {
                await _watch.ReadUnwatchedAsync(cancellationToken);
                await _keeper.LookAsync(cancellationToken);
            }

            await _watch.SleepAsync(_keeper.NextLook(), cancellationToken);
        }
    }

    /// <summary>Takes this replica out of the live ones before its leases are free, so that they are taken at once and not kept for it.</summary>
    private static async Task LeaveAsync(PresenceLease presence, Task shown, CancellationTokenSource showing)
    {
        showing.Cancel();
        await shown;
        await presence.LeaveAsync();
    }
}
