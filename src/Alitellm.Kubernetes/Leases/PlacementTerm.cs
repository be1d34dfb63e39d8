using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// The leases of one placement while this replica holds them: they begin together, are renewed each on its own, and end together. A lease
/// is renewed until its work has ended, also while the work is being drained, and only then given back.
/// </summary>
internal sealed partial class PlacementTerm(LeaseSeat seat, IReadOnlyList<(HeldLease Lease, Func<LeaseTerm, Task> Work)> parts, ILogger logger)
{
    // One source, awaited alone: the combinators of Task would leave a seeded world's pump for the thread pool.
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _beforeRelease = Task.CompletedTask;
    private bool _stopRequested;

    /// <summary>Whether the work ended although nobody asked it to: starting it again at once would be a hot loop.</summary>
    public bool EndedEarly { get; private set; }

    public IEnumerable<LeaseTerm> Terms => parts.Select(part => part.Lease.Term);

    /// <summary>Asks the work to end; the leases are released after it and after <paramref name="beforeRelease"/>.</summary>
    /// <returns>False when it was asked before.</returns>
    public bool RequestStop(Task beforeRelease)
    {
        bool isFirst = !_stopRequested;
        _stopRequested = true;
        _beforeRelease = beforeRelease;
        _end.TrySetResult();
        return isFirst;
    }

    public async Task RunAsync()
    {
        using CancellationTokenSource renewing = new();
        foreach (LeaseTerm term in Terms)
        {
            term.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _end);
        }

        Task[] renewals = [.. parts.Select(part => part.Lease.RenewAsync(renewing.Token))];
        Task[] work = [.. parts.Select(part => WorkAsync(part.Lease.Term, part.Work))];
        await _end.Task;
        EndedEarly = !_stopRequested && !Terms.Any(term => term.Token.IsCancellationRequested);
        foreach (LeaseTerm term in Terms)
        {
            term.RequestEnd();
        }

        await Task.WhenAll(work);
        await _beforeRelease;
        renewing.Cancel();
        await Task.WhenAll(renewals);
        await Task.WhenAll(parts.Select(part => part.Lease.ReleaseAsync()));
    }

    private async Task WorkAsync(LeaseTerm term, Func<LeaseTerm, Task> work)
    {
        term.Enter();
        long start = seat.Time.GetTimestamp();
        try
        {
            await work(term);
        }
        catch (OperationCanceledException) when (term.Token.IsCancellationRequested)
        {
            // The usual way to end.
        }
        catch (Exception exception)
        {
            LogWorkFailed(exception, term.Lease, seat.Time.GetElapsedTime(start).TotalSeconds);
        }

        _end.TrySetResult();
    }

    [LoggerMessage(20, LogLevel.Error, "The work under lease {Lease} failed after {Seconds:0.#} s")]
    private partial void LogWorkFailed(Exception exception, string lease, double seconds);
}
