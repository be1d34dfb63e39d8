using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Takes all leases of a placement or none.</summary>
internal sealed partial class PlacementTaker(LeaseSeat seat, LeaseView view, LeaseWatch watch, ILogger logger)
{
    /// <returns>The term, which does not run yet, or null when the placement could not be taken whole.</returns>
    public async Task<PlacementTerm?> TryTakeAsync(PlacementState placement, CancellationToken cancellationToken)
    {
        List<(HeldLease Lease, Func<LeaseTerm, Task> Work)> parts = [];
        foreach (WorkLease lease in placement.Leases.Values)
        {
            HeldLease? held = cancellationToken.IsCancellationRequested ? null : await TryTakeAsync(lease);
            if (held is null)
            {
                await Task.WhenAll(parts.Select(part => part.Lease.ReleaseAsync()));
                return null;
            }

            parts.Add((held, lease.Work));
        }

        foreach (WorkLease lease in placement.Leases.Values)
        {
            LogAcquired(lease.Key.Name);
        }

        return new PlacementTerm(seat, parts, logger);
    }

    private async Task<HeldLease?> TryTakeAsync(WorkLease lease)
    {
        V1Lease? current = view.RecordOf(lease.Key.Name);
        try
        {
            HeldLease? held = await HeldLease.TryAcquireAsync(seat, lease.Key, current, logger);
            if (held is null)
            {
                // The record is another than the one that looked free. Read, it counts as renewed just now, even if the watch is silent.
                // Not cancelled with the caller, which may hold other leases of the placement and must get to releasing them.
                await watch.ReadAsync(lease.Key.Name, CancellationToken.None);
            }

            return held;
        }
        catch (Exception exception) when (exception is KubernetesApiException or TimeoutException)
        {
            LogAcquireFailed(lease.Key.Name, exception.Message);
            return null;
        }
    }

    [LoggerMessage(50, LogLevel.Information, "Lease {Lease} is held")]
    private partial void LogAcquired(string lease);

    [LoggerMessage(51, LogLevel.Warning, "Lease {Lease} could not be taken: {Problem}")]
    private partial void LogAcquireFailed(string lease, string problem);
}
