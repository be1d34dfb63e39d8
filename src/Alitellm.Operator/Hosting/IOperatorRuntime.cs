namespace Alitellm.Operator.Hosting;

/// <summary>Everything the operator does besides being a process: informers, queues, Leases, reconcilers.</summary>
internal interface IOperatorRuntime
{
    /// <summary>No loop has died; asked for by <c>/healthz</c>. A cheap look at memory, from any thread.</summary>
    HealthReport Live { get; }

    /// <summary>The caches are filled, also on a replica that holds no Lease; asked for by <c>/readyz</c>. A cheap look at memory, from any thread.</summary>
    HealthReport Ready { get; }

    /// <summary>Runs until cancelled, then finishes or cancels what is in flight, releases what it holds and returns (or throws for the cancelled token).
    /// Ending in any other way ends the process. Called once.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
