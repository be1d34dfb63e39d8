using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Controllers;

/// <summary>Workers that feed the keys of one queue to one reconciler.</summary>
public sealed class Controller<TKey>
    where TKey : notnull
{
    /// <param name="workers">Reconciles in flight at once.</param>
    public Controller(string name, WorkQueue<TKey> queue, IReconciler<TKey> reconciler, int workers, TimeProvider timeProvider, ILoggerFactory loggerFactory) => throw new NotImplementedException();

    public string Name => throw new NotImplementedException();

    /// <summary>Works until cancelled, then finishes what is in flight. An exception of a reconcile is logged, counted and retried with backoff; it never ends the loop.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
