using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>The lease by which a replica shows that it lives. Nobody competes for it.</summary>
internal sealed partial class PresenceLease(LeaseSeat seat, ILogger logger)
{
    private readonly ObjectKey _key = new(seat.Namespace, seat.PresencePrefix + NameOf(seat.Identity));
    private V1Lease? _record;

    /// <summary>Renews until cancelled. Failures are retried, since the leases themselves decide what may be done.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan pause = await TryShowAsync(cancellationToken) ? seat.Between(seat.Options.Renew, 0.9, 1) : seat.Between(seat.Options.Retry, 0.5, 1);
            try
            {
                await Task.Delay(pause, seat.Time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Writes the presence once.</summary>
    public async Task<bool> TryShowAsync(CancellationToken cancellationToken)
    {
        V1Lease wanted = LeaseRecord.HeldBy(seat.Identity, _key, seat.Group, _record, seat.Options.Duration, seat.Time);
        try
        {
            _record = await seat.WithinAsync(
                seat.Options.Renew,
                token => _record is null ? seat.Store.CreateAsync(wanted, token) : seat.Store.UpdateAsync(wanted, token),
                cancellationToken);
            return true;
        }
        catch (KubernetesApiException exception) when (exception.IsConflict || exception.IsNotFound)
        {
            return await TryReadAsync(cancellationToken);
        }
        catch (Exception exception) when (IsTransient(exception, cancellationToken))
        {
            LogFailed(_key.Name, exception.Message);
            return false;
        }
    }

    /// <summary>Takes the presence away, so that the others take over without waiting for it to run out.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            // A renewal that was cancelled may have been carried out, so the version at hand may be old.
            await TryReadAsync(CancellationToken.None);
            if (_record is { } record)
            {
                await seat.WithinAsync(
                    seat.Options.Retry,
                    async token =>
                    {
                        await seat.Store.DeleteAsync(record, token);
                        return true;
                    },
                    CancellationToken.None);
            }
        }
        catch (Exception exception) when (IsTransient(exception, CancellationToken.None))
        {
            LogFailed(_key.Name, exception.Message);
        }
    }

    /// <returns>False, so that the caller tries again soon with the version read.</returns>
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _record = await seat.WithinAsync(seat.Options.Retry, token => seat.Store.GetAsync(_key, token), cancellationToken);
        }
        catch (Exception exception) when (IsTransient(exception, cancellationToken))
        {
            LogFailed(_key.Name, exception.Message);
        }

        return false;
    }

    private static bool IsTransient(Exception exception, CancellationToken cancellationToken)
    {
        return exception is KubernetesApiException or TimeoutException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);
    }

    /// <summary>An identity as a part of an object name.</summary>
    private static string NameOf(string identity)
    {
        char[] name = [.. identity.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' ? character : '-')];
        return new string(name).Trim('-', '.');
    }

    [LoggerMessage(30, LogLevel.Warning, "Presence lease {Lease} could not be written: {Problem}")]
    private partial void LogFailed(string lease, string problem);
}
