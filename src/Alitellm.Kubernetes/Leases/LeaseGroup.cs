using System.Collections.Concurrent;
using System.Threading.Channels;
using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Shares a set of named leases between the replicas that are alive (presence Leases, rendezvous placement).</summary>
/// <remarks>
/// <para>Every replica lists the leases of the group, computes from the live replicas who should hold which placement, and acts on its own
/// part: it takes free leases that are meant for it at once, and hands over a placement that is meant for another live replica.</para>
/// <para>A free lease that is meant for another live replica is left to it for two retry intervals; then any replica takes it and keeps it
/// until the preferred owner has gone, so that nothing lies unclaimed and nothing wanders.</para>
/// </remarks>
public sealed partial class LeaseGroup
{
    private readonly LeaseSeat _seat;
    private readonly LeaseView _view;
    private readonly ForeignLeases _foreign;
    private readonly ILogger _logger;
    private readonly SortedDictionary<string, PlacementState> _placements = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LeaseTerm> _terms = new();
    private readonly HashSet<string> _unlisted = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile IReadOnlyList<string> _live;
    private volatile string? _waitingFor;
    private volatile bool _dead;
    private bool _isBlind;
    private long? _foreignLook;
    private int _started;

    /// <param name="namespace">Where the leases are.</param>
    /// <param name="prefix">Begins every lease name, and is the value of the label by which the leases are listed.</param>
    /// <param name="identity">This replica; unique among replicas.</param>
    /// <param name="foreignLeases">Leases (namespace, name) of another operator: while any of them is renewed by somebody else no term starts.</param>
    /// <exception cref="ArgumentException">Timings under which a lease could not be kept.</exception>
    public LeaseGroup(KubernetesConnection connection, string @namespace, string prefix, string identity, LeaseOptions options, IReadOnlyList<ObjectKey> foreignLeases, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
        : this(new KubernetesLeaseStore(connection), @namespace, prefix, identity, options, foreignLeases, timeProvider, random, loggerFactory)
    {
    }

    internal LeaseGroup(ILeaseStore store, string @namespace, string prefix, string identity, LeaseOptions options, IReadOnlyList<ObjectKey> foreignLeases, TimeProvider timeProvider, Random random, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(identity);
        options.Validate();
        _seat = new LeaseSeat(store, @namespace, prefix, identity, options, timeProvider, random);
        _view = new LeaseView(_seat.PresencePrefix, identity, timeProvider);
        _logger = loggerFactory.CreateLogger<LeaseGroup>();
        _foreign = new ForeignLeases(store, foreignLeases, _seat, _logger);
        _live = [identity];
    }

    /// <summary>The identities of the replicas that are alive, this one included.</summary>
    public IReadOnlyList<string> LiveReplicas => _live;

    /// <summary>Another operator holds one of the foreign leases; its identity.</summary>
    public string? WaitingFor => _waitingFor;

    /// <summary>False after the loop ended other than by cancellation.</summary>
    public bool IsAlive => !_dead;

    /// <summary>The names that were added.</summary>
    internal IEnumerable<string> Names => _placements.Values.SelectMany(placement => placement.Leases.Keys);

    private TimeProvider Time => _seat.Time;

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

        if (!_placements.TryGetValue(placement, out PlacementState? state))
        {
            _placements.Add(placement, state = new PlacementState(placement));
        }

        state.Leases.Add(name, new WorkLease(name, key, onTerm));
    }

    /// <summary>The live term of a lease, or null when another replica holds it.</summary>
    public LeaseTerm? Term(string name)
    {
        return _terms.TryGetValue(name, out LeaseTerm? term) && !term.Token.IsCancellationRequested && term.IsValid ? term : null;
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
        using CancellationTokenSource showing = new();
        await presence.TryShowAsync(cancellationToken);
        Task shown = presence.RunAsync(showing.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await LookAsync(cancellationToken);
                await SleepAsync(NextLook(), cancellationToken);
            }
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
            Task left = LeaveAsync(presence, shown, showing);
            await Task.WhenAll(_placements.Values.Select(placement =>
            {
                placement.Term?.RequestStop(left);
                return placement.Running;
            }));
            await left;
            LeaseTelemetry.Unregister(this);
        }
    }

    /// <summary>Takes this replica out of the live ones before its leases are free, so that they are taken at once and not kept for it.</summary>
    private static async Task LeaveAsync(PresenceLease presence, Task shown, CancellationTokenSource showing)
    {
        showing.Cancel();
        await shown;
        await presence.LeaveAsync();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<V1Lease> leases = [.. await _seat.WithinAsync(
                _seat.Options.Renew, token => _seat.Store.ListAsync(_seat.Namespace, $"{LeaseRecord.GroupLabel}={_seat.Group}", token), cancellationToken)];
            await AddUnlistedAsync(leases, cancellationToken);
            _view.Update(leases);
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            if (!_isBlind)
            {
                _isBlind = true;
                LogListFailed(exception.Message);
            }

            Harvest();
            return;
        }

        if (_isBlind)
        {
            _isBlind = false;
            LogListedAgain();
        }

        Harvest();
        if (MustLookAtForeign())
        {
            _foreignLook = Time.GetTimestamp();
            await _foreign.LookAsync(cancellationToken);
        }

        await DecideAsync(cancellationToken);
    }

    /// <summary>Leases that exist without our label, by somebody's hand, are read one by one until we have written them.</summary>
    private async Task AddUnlistedAsync(List<V1Lease> leases, CancellationToken cancellationToken)
    {
        foreach (string name in _unlisted.Where(name => leases.All(lease => lease.Metadata.Name != name)).ToArray())
        {
            V1Lease? lease = await _seat.WithinAsync(_seat.Options.Renew, token => _seat.Store.GetAsync(new ObjectKey(_seat.Namespace, name), token), cancellationToken);
            if (lease is null)
            {
                _unlisted.Remove(name);
            }
            else
            {
                leases.Add(lease);
            }
        }
    }

    private bool MustLookAtForeign()
    {
        if (_foreign.IsEmpty)
        {
            return false;
        }

        bool isWaiting = _foreign.Holder is not null || !_foreign.IsKnown || _placements.Values.Any(placement => !placement.IsRunning && IsFreeForUs(placement));
        return isWaiting || _foreignLook is not { } last || Time.GetElapsedTime(last) >= _seat.Options.Renew;
    }

    private async Task DecideAsync(CancellationToken cancellationToken)
    {
        NoteLive(_view.LiveReplicas());
        NoteForeign(_foreign.Holder);
        IReadOnlyDictionary<string, string> owners = Placement.Assign(_placements.Keys, _live);
        List<PlacementState> wanted = [];
        foreach (PlacementState placement in _placements.Values)
        {
            string owner = owners[placement.Name];
            if (placement.PassedOver is { } passedOver && !_live.Contains(passedOver))
            {
                placement.PassedOver = null;
            }

            placement.FreeSince = placement.IsRunning || !IsFreeForAll(placement) ? null : placement.FreeSince ?? Time.GetTimestamp();
            if (placement.Term is { } term)
            {
                EndIfOthersShouldHold(placement, term, owner);
            }
            else if (MayTake(placement, owner))
            {
                placement.PassedOver = owner == _seat.Identity ? null : owner;
                wanted.Add(placement);
            }
        }

        await Task.WhenAll(wanted.Select(placement => AcquireAsync(placement, cancellationToken)));
    }

    private void EndIfOthersShouldHold(PlacementState placement, PlacementTerm term, string owner)
    {
        if (_waitingFor is not null)
        {
            term.RequestStop(Task.CompletedTask);
        }
        else if (owner != _seat.Identity && owner != placement.PassedOver && _view.WasSeenAlive(owner) && term.RequestStop(Task.CompletedTask))
        {
            LogHandOver(placement.Name, owner);
        }
    }

    private bool MayTake(PlacementState placement, string owner)
    {
        if (_waitingFor is not null || !_foreign.IsKnown || Time.GetTimestamp() < placement.NotBefore)
        {
            return false;
        }

        return owner == _seat.Identity
            ? IsFreeForUs(placement)
            : placement.FreeSince is { } since && Time.GetElapsedTime(since) >= _seat.Options.Patience;
    }

    private bool IsFreeForUs(PlacementState placement)
    {
        return placement.Leases.Values.All(lease => _view.Find(lease.Key.Name)?.IsFreeFor(_seat.Identity, Time) ?? true);
    }

    /// <summary>A record of our own that has not run out binds the others still: they cannot be said to let it lie.</summary>
    private bool IsFreeForAll(PlacementState placement)
    {
        return placement.Leases.Values.All(lease => _view.Find(lease.Key.Name) is not { Holder: not null } known || known.IsExpired(Time));
    }

    /// <summary>Takes all leases of a placement or none.</summary>
    private async Task AcquireAsync(PlacementState placement, CancellationToken cancellationToken)
    {
        List<(HeldLease Lease, Func<LeaseTerm, Task> Work)> parts = [];
        foreach (WorkLease lease in placement.Leases.Values)
        {
            HeldLease? held = cancellationToken.IsCancellationRequested ? null : await TryAcquireAsync(lease);
            if (held is null)
            {
                await Task.WhenAll(parts.Select(part => part.Lease.ReleaseAsync()));
                return;
            }

            parts.Add((held, lease.Work));
        }

        PlacementTerm term = new(_seat, parts, _logger);
        placement.Term = term;
        placement.FreeSince = null;
        foreach ((WorkLease lease, LeaseTerm leaseTerm) in placement.Leases.Values.Zip(term.Terms))
        {
            _terms[lease.Name] = leaseTerm;
            LeaseTelemetry.CountTransition(lease.Name);
            LogAcquired(lease.Key.Name);
        }

        placement.Running = RunTermAsync(term);
    }

    private async Task<HeldLease?> TryAcquireAsync(WorkLease lease)
    {
        V1Lease? current = _view.Find(lease.Key.Name)?.Lease;
        try
        {
            HeldLease? held = await HeldLease.TryAcquireAsync(_seat, lease.Key, current, _logger);
            if (held is null && current is null)
            {
                _unlisted.Add(lease.Key.Name);
            }

            return held;
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            LogAcquireFailed(lease.Key.Name, exception.Message);
            return null;
        }
    }

    private async Task RunTermAsync(PlacementTerm term)
    {
        await term.RunAsync();
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Forgets terms that have ended.</summary>
    private void Harvest()
    {
        foreach (PlacementState placement in _placements.Values.Where(placement => placement.Term is not null && placement.Running.IsCompleted))
        {
            if (placement.Term!.EndedEarly)
            {
                placement.NotBefore = Time.GetTimestamp() + (long)(_seat.Options.Renew.TotalSeconds * Time.TimestampFrequency);
            }

            placement.Term = null;
            foreach (string name in placement.Leases.Keys)
            {
                _terms.TryRemove(name, out _);
                LeaseTelemetry.CountTransition(name);
            }
        }
    }

    private void NoteLive(IReadOnlyList<string> live)
    {
        if (!live.SequenceEqual(_live))
        {
            LogLive(string.Join(", ", live));
            _live = live;
        }
    }

    private void NoteForeign(string? holder)
    {
        if (holder == _waitingFor)
        {
            return;
        }

        _waitingFor = holder;
        if (holder is null)
        {
            LogNotWaiting();
        }
        else
        {
            LogWaiting(holder);
        }
    }

    /// <summary>
    /// When all is as it should be, changes are looked for every retry interval at most; while leases are awaited, eight times as often, unless
    /// the API server does not answer; and never later than the next time at which a lease may run out.
    /// </summary>
    private TimeSpan NextLook()
    {
        IReadOnlyDictionary<string, string> owners = Placement.Assign(_placements.Keys, _live);
        bool holdsAll = _placements.Values.All(placement => placement.IsRunning);
        bool awaits = !_isBlind && _waitingFor is null && _placements.Values.Any(placement => !placement.IsRunning && owners[placement.Name] == _seat.Identity);
        TimeSpan next = holdsAll ? _seat.Between(_seat.Options.Renew, 0.5, 1)
            : awaits ? _seat.Between(_seat.Options.Retry, 0.1, 0.125)
            : _seat.Between(_seat.Options.Retry, 0.5, 0.75);
        foreach (ObservedLease lease in _view.All.Where(lease => lease.Holder is not null && lease.Holder != _seat.Identity))
        {
            TimeSpan left = lease.Remaining(Time);
            next = left > TimeSpan.Zero && left < next ? left : next;
        }

        return next;
    }

    private async Task SleepAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(time, Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }

    [LoggerMessage(50, LogLevel.Information, "Lease {Lease} is held")]
    private partial void LogAcquired(string lease);

    [LoggerMessage(51, LogLevel.Warning, "Lease {Lease} could not be taken: {Problem}")]
    private partial void LogAcquireFailed(string lease, string problem);

    [LoggerMessage(52, LogLevel.Information, "Handing {Placement} over to {Replica}")]
    private partial void LogHandOver(string placement, string replica);

    [LoggerMessage(53, LogLevel.Warning, "Leases could not be listed: {Problem}")]
    private partial void LogListFailed(string problem);

    [LoggerMessage(57, LogLevel.Information, "Leases are listed again")]
    private partial void LogListedAgain();

    [LoggerMessage(54, LogLevel.Information, "Live replicas: {Replicas}")]
    private partial void LogLive(string replicas);

    [LoggerMessage(55, LogLevel.Information, "Waiting: another operator is at work, {Holder} renews its lease")]
    private partial void LogWaiting(string holder);

    [LoggerMessage(56, LogLevel.Information, "No other operator is at work")]
    private partial void LogNotWaiting();
}
