using System.Threading.Channels;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Keeps the view of a group's leases current and wakes the group when it has changed.</summary>
internal sealed partial class LeaseWatch(LeaseSeat seat, LeaseView view, ILogger logger)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile bool _hasSynced;
    private long _readAt = long.MinValue;

    /// <summary>Whether all leases are known that there were at the beginning; before that nothing can be decided.</summary>
    public bool HasSynced => _hasSynced;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await seat.Store.WatchAsync(seat.Namespace, $"{LeaseRecord.GroupLabel}={seat.Group}", Changed, Synced, cancellationToken);
        }
        finally
        {
            Wake();
        }
    }

    /// <summary>Ends the current or the next <see cref="SleepAsync"/>.</summary>
    public void Wake()
    {
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Waits for <paramref name="time"/>, or until woken.</summary>
    public async Task SleepAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(TimerGrain.RoundUp(time), seat.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <summary>Reads a lease of which another record exists than the view has.</summary>
    public async Task ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            V1Lease? lease = await seat.WithinAsync(seat.Options.Renew, token => seat.Store.GetAsync(new ObjectKey(seat.Namespace, name), token), cancellationToken);
            if (lease is null)
            {
                view.Removed(name);
            }
            else
            {
                view.Read(lease);
            }
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            LogReadFailed(name, exception.Message);
        }
    }

    /// <summary>Leases that exist without our label, by somebody's hand, are read one by one until we have written them.</summary>
    public async Task ReadUnwatchedAsync(CancellationToken cancellationToken)
    {
        string[] names = [.. view.All.Where(lease => !lease.IsWatched).Select(lease => lease.Name)];
        if (names.Length == 0 || (_readAt != long.MinValue && seat.Time.GetElapsedTime(_readAt) < seat.Options.Retry / 2))
        {
            return;
        }

        _readAt = seat.Time.GetTimestamp();
        foreach (string name in names)
        {
            await ReadAsync(name, cancellationToken);
        }
    }

    private void Changed(InformerEvent<V1Lease> change)
    {
        view.Watched(change);
        Wake();
    }

    private void Synced()
    {
        _hasSynced = true;
        Wake();
    }

    [LoggerMessage(70, LogLevel.Warning, "Lease {Lease} could not be read: {Problem}")]
    private partial void LogReadFailed(string lease, string problem);
}
