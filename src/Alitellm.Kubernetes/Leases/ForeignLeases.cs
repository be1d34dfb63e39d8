using Alitellm.Kubernetes.Client;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// Leases of another operator that does the same work. While one of them is renewed there must be no term here. A record that was there
/// before us may be a leftover; it counts until its own duration has gone by here without a renewal.
/// </summary>
/// <remarks>
/// Each is read first, which tells whether that is allowed at all, and watched from then on. It is read again only before something is taken:
/// our own leases are taken by writes that fail where the watch was silent, but no write of ours depends on the record of another operator.
/// </remarks>
internal sealed partial class ForeignLeases
{
    // As seldom as a watch would be begun anew.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(5);

    private readonly LeaseSeat _seat;
    private readonly LeaseWatch _watch;
    private readonly ILogger _logger;
    private readonly ForeignLease[] _leases;
    private double _share;
    private bool _isAwaited;
    private long? _lastLook;

    public ForeignLeases(IReadOnlyList<ObjectKey> keys, LeaseSeat seat, LeaseWatch watch, ILogger logger)
    {
        _seat = seat;
        _watch = watch;
        _logger = logger;
        _leases = [.. keys.Select(key => new ForeignLease(key, seat.Time))];
        IsKnown = keys.Count == 0;
    }

    /// <summary>Whether the last look could read every lease; when not, nothing may start.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Who renews one of the leases.</summary>
    public string? Holder => _leases.Select(lease => lease.Holder).FirstOrDefault(holder => holder is not null)?.Identity;

    /// <summary>The time until there may be something new without the watch telling: a record runs out, or must be read.</summary>
    public TimeSpan DueIn => _leases.Select(lease => lease.Holder?.Remaining).OfType<TimeSpan>().Append(LookDueIn).Min();

    private TimeSpan LookDueIn => _lastLook is { } last ? (Interval * _share) - _seat.Time.GetElapsedTime(last)
        : _leases.Length == 0 ? TimeSpan.MaxValue
        : TimeSpan.Zero;

    private TimeSpan Interval => !IsKnown || (_isAwaited && Holder is null) ? _seat.Options.Retry
        : _leases.Any(lease => lease is { IsWatched: false, IsForbidden: false }) ? (Holder is null ? _seat.Options.Duration : _seat.Options.Retry)
        : _leases.Any(lease => lease.IsForbidden) ? AskAgain
        : TimeSpan.MaxValue;

    /// <summary>Reads the leases if it is time to.</summary>
    /// <param name="isAwaited">A placement could be taken if no other operator is at work.</param>
    /// <param name="cancellationToken">Also ends the watches that begin.</param>
    public async Task LookIfDueAsync(bool isAwaited, CancellationToken cancellationToken)
    {
        _isAwaited = isAwaited;
        foreach (Task ended in _leases.Select(lease => lease.Watching).OfType<Task>().Where(watching => watching.IsFaulted))
        {
            await ended;
        }

        if (LookDueIn > TimeSpan.Zero)
        {
            return;
        }

        _share = _seat.Between(TimeSpan.FromSeconds(1), 0.6, 0.9).TotalSeconds;
        _lastLook = _seat.Time.GetTimestamp();
        bool known = true;
        foreach (ForeignLease lease in _leases)
        {
            known &= await TryReadAsync(lease, cancellationToken);
        }

        IsKnown = known;
    }

    /// <summary>Ends after the watches have, which were cancelled before.</summary>
    public Task WhenEndedAsync()
    {
        return Task.WhenAll(_leases.Select(lease => lease.Watching ?? Task.CompletedTask));
    }

    private async Task<bool> TryReadAsync(ForeignLease lease, CancellationToken cancellationToken)
    {
        try
        {
            lease.Read(await _seat.WithinAsync(_seat.Options.Retry, token => _seat.Store.GetAsync(lease.Key, token), cancellationToken));
            lease.IsForbidden = false;
            lease.Watching ??= WatchAsync(lease, cancellationToken);
            return true;
        }
        catch (KubernetesApiException exception) when (exception.Status == 403)
        {
            // Who may not read it cannot heed it; being refused for ever must not mean waiting for ever.
            if (!lease.IsForbidden)
            {
                lease.IsForbidden = true;
                LogForbidden(lease.Key);
            }

            return true;
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            LogUnknown(lease.Key, exception.Message);
            return false;
        }
    }

    private async Task WatchAsync(ForeignLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await _seat.Store.WatchAsync(
                lease.Key,
                change =>
                {
                    lease.Watched(change);
                    _watch.Wake();
                },
                lease.Synced,
                cancellationToken);
        }
        finally
        {
            _watch.Wake();
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "Lease {Key} of another operator may not be read, so it is not waited for")]
    private partial void LogForbidden(ObjectKey key);

    [LoggerMessage(41, LogLevel.Warning, "Lease {Key} of another operator could not be read: {Problem}")]
    private partial void LogUnknown(ObjectKey key, string problem);
}
