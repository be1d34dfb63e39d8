using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>One lease from taking it to giving it back.</summary>
internal sealed partial class HeldLease
{
    private readonly LeaseSeat _seat;
    private readonly ObjectKey _key;
    private readonly ILogger _logger;
    private V1Lease _record;

    private HeldLease(LeaseSeat seat, ObjectKey key, V1Lease record, LeaseTerm term, ILogger logger)
    {
        _seat = seat;
        _key = key;
        _record = record;
        _logger = logger;
        Term = term;
    }

    public LeaseTerm Term { get; }

    /// <summary>Writes this replica into a free lease. The request is not cancelled with the caller: it would leave a lease nobody knows of.</summary>
    /// <returns>Null when another replica was quicker.</returns>
    /// <exception cref="KubernetesApiException">The request failed; whether it was carried out is not known.</exception>
    /// <exception cref="TimeoutException">The same.</exception>
    public static async Task<HeldLease?> TryAcquireAsync(LeaseSeat seat, ObjectKey key, V1Lease? current, ILogger logger)
    {
        long sent = seat.Time.GetTimestamp();
        V1Lease wanted = LeaseRecord.HeldBy(seat.Identity, key, seat.Group, current, seat.Options.Duration, seat.Time);
        try
        {
            V1Lease record = await seat.WithinAsync(
                seat.Options.Renew,
                token => current is null ? seat.Store.CreateAsync(wanted, token) : seat.Store.UpdateAsync(wanted, token),
                CancellationToken.None);
            return new HeldLease(seat, key, record, new LeaseTerm(key.Name, seat.DeadlineOf(sent), seat.Time, logger), logger);
        }
        catch (KubernetesApiException exception) when (exception.IsConflict || exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Renews until cancelled or until the lease is lost, which ends the term.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = _seat.Between(_seat.Options.Renew, 0.9, 1);
        while (Term.IsValid)
        {
            try
            {
                await Task.Delay(TimerGrain.RoundUp(Shorter(pause, Term.Remaining)), _seat.Time, cancellationToken);
                if (!Term.IsValid)
                {
                    break;
                }

                if (!await TryRenewAsync(cancellationToken))
                {
                    await TryRenewAsync(cancellationToken);
                }

                pause = _seat.Between(_seat.Options.Renew, 0.9, 1);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
            {
                LogRenewFailed(_key.Name, exception.Message, Term.Remaining.TotalSeconds);
                pause = _seat.Between(_seat.Options.Retry, 0.5, 1);
            }
        }

        LogLost(_key.Name);
        Term.End();
    }

    /// <summary>Gives the lease back after the work has ended, so that another replica need not wait for it to run out. Failing to is no error: it runs out.</summary>
    public async Task ReleaseAsync()
    {
        TimeSpan left = Term.Remaining;
        Term.End();
        for (int attempt = 0; attempt < 3 && left > TimeSpan.Zero; attempt++)
        {
            long start = _seat.Time.GetTimestamp();
            try
            {
                V1Lease released = LeaseRecord.Released(_key, _seat.Group, _record, _seat.Time);
                await _seat.WithinAsync(Shorter(left, _seat.Options.Renew), token => _seat.Store.UpdateAsync(released, token), CancellationToken.None);
                LogReleased(_key.Name);
                return;
            }
            catch (KubernetesApiException exception) when (exception.IsConflict)
            {
                if (!await TryReadOwnAsync(left))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
            {
                LogReleaseFailed(_key.Name, exception.Message);
                await Task.Delay(_seat.Between(_seat.Options.Retry, 0.25, 0.5), _seat.Time, CancellationToken.None);
            }

            left -= _seat.Time.GetElapsedTime(start);
        }
    }

    /// <returns>False when the record had changed but is still ours: it was read, and the next try may succeed at once.</returns>
    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        long sent = _seat.Time.GetTimestamp();
        V1Lease wanted = LeaseRecord.HeldBy(_seat.Identity, _key, _seat.Group, _record, _seat.Options.Duration, _seat.Time);
        try
        {
            _record = await SendAsync(token => _seat.Store.UpdateAsync(wanted, token), cancellationToken);
            if (!Term.TryExtend(_seat.DeadlineOf(sent)))
            {
                Term.End();
            }

            return true;
        }
        catch (KubernetesApiException exception) when (exception.IsConflict)
        {
            // The answer to an earlier renewal was lost, somebody edited the record, or another replica holds it: the record tells.
            V1Lease? now = await SendAsync(token => _seat.Store.GetAsync(_key, token), cancellationToken);
            if (now?.Spec?.HolderIdentity == _seat.Identity)
            {
                _record = now;
                return false;
            }

            Term.End();
            return true;
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            // Deleted by somebody: another replica may create it at any moment.
            Term.End();
            return true;
        }
    }

    private async Task<bool> TryReadOwnAsync(TimeSpan limit)
    {
        try
        {
            V1Lease? now = await _seat.WithinAsync(Shorter(limit, _seat.Options.Renew), token => _seat.Store.GetAsync(_key, token), CancellationToken.None);
            _record = now ?? _record;
            return now?.Spec?.HolderIdentity == _seat.Identity;
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            LogReleaseFailed(_key.Name, exception.Message);
            return false;
        }
    }

    private Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        return _seat.WithinAsync(Shorter(_seat.Options.Renew, Term.Remaining), request, cancellationToken);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right)
    {
        return left < right ? left : right;
    }

    [LoggerMessage(10, LogLevel.Warning, "Lease {Lease} could not be renewed: {Problem}; {Seconds:0.#} s are left")]
    private partial void LogRenewFailed(string lease, string problem, double seconds);

    [LoggerMessage(11, LogLevel.Warning, "Lease {Lease} is lost")]
    private partial void LogLost(string lease);

    [LoggerMessage(12, LogLevel.Information, "Lease {Lease} is released")]
    private partial void LogReleased(string lease);

    [LoggerMessage(13, LogLevel.Warning, "Lease {Lease} could not be released: {Problem}; it runs out by itself")]
    private partial void LogReleaseFailed(string lease, string problem);
}
