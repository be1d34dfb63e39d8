using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// One replica's part in sharing the placements: which it takes, which it hands over, and when that must be looked at again. Only the
/// group's loop calls it; what others read is published.
/// </summary>
internal sealed partial class PlacementKeeper(LeaseSeat seat, LeaseView view, LeaseWatch watch, ForeignLeases foreign, ILogger logger)
{
    private readonly SortedDictionary<string, PlacementState> _placements = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LeaseTerm> _terms = new();
    private readonly PlacementTaker _taker = new(seat, view, watch, logger);
    private volatile IReadOnlyList<string> _live = [seat.Identity];
    private volatile string? _waitingFor;

    public IReadOnlyList<string> LiveReplicas => _live;

    public string? WaitingFor => _waitingFor;

    public IEnumerable<string> Names => _placements.Values.SelectMany(placement => placement.Leases.Keys);

    private TimeProvider Time => seat.Time;

    public void Add(string placement, WorkLease lease)
    {
        if (!_placements.TryGetValue(placement, out PlacementState? state))
        {
            _placements.Add(placement, state = new PlacementState(placement));
        }

        state.Leases.Add(lease.Name, lease);
    }

    /// <summary>The term of a lease that was held when last looked at.</summary>
    public LeaseTerm? Term(string name)
    {
        return _terms.GetValueOrDefault(name);
    }

    /// <summary>Decides anew from what the view has now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        Harvest();
        await foreign.LookIfDueAsync(_placements.Values.Any(placement => !placement.IsRunning && IsFreeForUs(placement)), cancellationToken);
        NoteLive(view.LiveReplicas());
        NoteForeign(foreign.Holder);
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
                placement.PassedOver = owner == seat.Identity ? null : owner;
                wanted.Add(placement);
            }
        }

        await Task.WhenAll(wanted.Select(placement => TakeAsync(placement, cancellationToken)));
    }

    /// <summary>Ends all terms; their leases are released after their work has ended and after <paramref name="beforeRelease"/>.</summary>
    public Task EndAllAsync(Task beforeRelease)
    {
        return Task.WhenAll(_placements.Values.Select(placement =>
        {
            placement.Term?.RequestStop(beforeRelease);
            return placement.Running;
        }));
    }

    /// <summary>
    /// The longest time to the next look. Changes wake the loop; what comes by the mere passing of time is a lease that runs out, a pause
    /// that is over, and trying again what failed. A look by itself sends nothing.
    /// </summary>
    public TimeSpan NextLook()
    {
        bool holdsAll = _placements.Values.All(placement => placement.IsRunning);
        TimeSpan next = holdsAll ? seat.Options.Renew : seat.Between(seat.Options.Retry, 0.5, 0.75);
        IEnumerable<TimeSpan> deadlines = view.All
            .Where(lease => lease.Holder is not null && lease.Holder != seat.Identity)
            .Select(lease => lease.Remaining(Time))
            .Concat(_placements.Values.Where(placement => !placement.IsRunning).SelectMany(Pauses))
            .Where(left => left > TimeSpan.Zero)
            .Append(foreign.DueIn);
        return deadlines.Append(next).Min();
    }

    private IEnumerable<TimeSpan> Pauses(PlacementState placement)
    {
        if (placement.FreeSince is { } since)
        {
            yield return seat.Options.Patience - Time.GetElapsedTime(since);
        }

        if (placement.NotBefore is { } notBefore)
        {
            yield return Time.GetElapsedTime(Time.GetTimestamp(), notBefore);
        }
    }

    private void EndIfOthersShouldHold(PlacementState placement, PlacementTerm term, string owner)
    {
        if (_waitingFor is not null)
        {
            term.RequestStop(Task.CompletedTask);
        }
        else if (owner != seat.Identity && owner != placement.PassedOver && view.WasSeenAlive(owner) && term.RequestStop(Task.CompletedTask))
        {
            LogHandOver(placement.Name, owner);
        }
    }

    private bool MayTake(PlacementState placement, string owner)
    {
        if (_waitingFor is not null || !foreign.IsKnown || Time.GetTimestamp() < placement.NotBefore)
        {
            return false;
        }

        return owner == seat.Identity
            ? IsFreeForUs(placement)
            : placement.FreeSince is { } since && Time.GetElapsedTime(since) >= seat.Options.Patience;
    }

    private bool IsFreeForUs(PlacementState placement)
    {
        return placement.Leases.Values.All(lease => view.Find(lease.Key.Name)?.IsFreeFor(seat.Identity, Time) ?? true);
    }

    /// <summary>A record of our own that has not run out binds the others still: they cannot be said to let it lie.</summary>
    private bool IsFreeForAll(PlacementState placement)
    {
        return placement.Leases.Values.All(lease => view.Find(lease.Key.Name) is not { Holder: not null } known || known.IsExpired(Time));
    }

    private async Task TakeAsync(PlacementState placement, CancellationToken cancellationToken)
    {
        if (await _taker.TryTakeAsync(placement, cancellationToken) is not { } term)
        {
            return;
        }

        placement.Term = term;
        placement.FreeSince = null;
        foreach ((string name, LeaseTerm leaseTerm) in placement.Leases.Keys.Zip(term.Terms))
        {
            _terms[name] = leaseTerm;
            LeaseTelemetry.CountTransition(name);
        }

        placement.Running = RunTermAsync(term);
    }

    private async Task RunTermAsync(PlacementTerm term)
    {
        await term.RunAsync();
        watch.Wake();
    }

    /// <summary>Forgets terms that have ended.</summary>
    private void Harvest()
    {
        foreach (PlacementState placement in _placements.Values.Where(placement => placement.Term is not null && placement.Running.IsCompleted))
        {
            placement.NotBefore = placement.Term!.EndedEarly ? Time.GetTimestamp() + (long)(seat.Options.Renew.TotalSeconds * Time.TimestampFrequency) : null;
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

    [LoggerMessage(52, LogLevel.Information, "Handing {Placement} over to {Replica}")]
    private partial void LogHandOver(string placement, string replica);

    [LoggerMessage(54, LogLevel.Information, "Live replicas: {Replicas}")]
    private partial void LogLive(string replicas);

    [LoggerMessage(55, LogLevel.Information, "Waiting: another operator is at work, {Holder} renews its lease")]
    private partial void LogWaiting(string holder);

    [LoggerMessage(56, LogLevel.Information, "No other operator is at work")]
    private partial void LogNotWaiting();
}
