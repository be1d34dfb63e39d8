using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// Leases of another operator that does the same work. While one of them is renewed there must be no term here. A record that was there
/// before us may be a leftover; it counts until its own duration has gone by here without a renewal.
/// </summary>
internal sealed partial class ForeignLeases(ILeaseStore store, IReadOnlyList<ObjectKey> keys, LeaseSeat seat, ILogger logger)
{
    private readonly Dictionary<ObjectKey, ObservedLease> _seen = [];
    private readonly HashSet<ObjectKey> _forbidden = [];
    private double _share;
    private bool _isAwaited;
    private long? _lastLook;

    /// <summary>Whether the last look could read every lease; when not, nothing may start.</summary>
    public bool IsKnown { get; private set; } = keys.Count == 0;

    /// <summary>Who renews one of the leases.</summary>
    public string? Holder => _seen.Values.FirstOrDefault(lease => lease.Holder is not null && !lease.IsExpired(seat.Time))?.Holder;

    /// <summary>The time until the next look.</summary>
    public TimeSpan DueIn => keys.Count == 0 ? TimeSpan.MaxValue
        : _lastLook is { } last ? ((_isAwaited ? seat.Options.Retry : seat.Options.Duration) * _share) - seat.Time.GetElapsedTime(last)
        : TimeSpan.Zero;

    /// <summary>
    /// Reads the leases if it is time to: soon again while the answer is waited for, else about once per duration. They have no label, so
    /// a watch would bring all leases of their namespaces.
    /// </summary>
    /// <param name="isAwaited">A placement could be taken if no other operator is at work.</param>
    public async Task LookIfDueAsync(bool isAwaited, CancellationToken cancellationToken)
    {
        _isAwaited = isAwaited || !IsKnown || Holder is not null;
        if (DueIn <= TimeSpan.Zero)
        {
            _share = seat.Between(TimeSpan.FromSeconds(1), 0.6, 0.9).TotalSeconds;
            _lastLook = seat.Time.GetTimestamp();
            await LookAsync(cancellationToken);
            _isAwaited = isAwaited || !IsKnown || Holder is not null;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        bool known = true;
        foreach (ObjectKey key in keys)
        {
            try
            {
                Take(key, await seat.WithinAsync(seat.Options.Retry, token => store.GetAsync(key, token), cancellationToken));
            }
            catch (KubernetesApiException exception) when (exception.Status == 403)
            {
                // Who may not read it cannot heed it; being refused for ever must not mean waiting for ever.
                _seen.Remove(key);
                if (_forbidden.Add(key))
                {
                    LogForbidden(key);
                }
            }
            catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
            {
                known = false;
                LogUnknown(key, exception.Message);
            }
        }

        IsKnown = known;
    }

    private void Take(ObjectKey key, V1Lease? lease)
    {
        _forbidden.Remove(key);
        if (lease is null)
        {
            _seen.Remove(key);
        }
        else if (!_seen.TryGetValue(key, out ObservedLease? known) || known.Lease.Metadata.ResourceVersion != lease.Metadata.ResourceVersion)
        {
            _seen[key] = new ObservedLease(lease, seat.Time.GetTimestamp(), known is not null);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "Lease {Key} of another operator may not be read, so it is not waited for")]
    private partial void LogForbidden(ObjectKey key);

    [LoggerMessage(41, LogLevel.Warning, "Lease {Key} of another operator could not be read: {Problem}")]
    private partial void LogUnknown(ObjectKey key, string problem);
}
