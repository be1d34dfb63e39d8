using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Controllers;

namespace Alitellm.Operator.Observability;

/// <summary>Counts how the reconciles of a kind end.</summary>
internal sealed class OutcomeCounter(IReconciler<ObjectKey> reconciler, KindMetrics metrics) : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var result = await reconciler.ReconcileAsync(key, cancellationToken);
            metrics.ReconcileEnded(OutcomeOf(result));
            return result;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            metrics.ReconcileEnded(ReconcileOutcome.Error);
            throw;
        }
    }

    private static ReconcileOutcome OutcomeOf(ReconcileResult result)
    {
        return result switch
        {
            { Failed: true } => ReconcileOutcome.Error,
            { After: not null } => ReconcileOutcome.Requeued,
            _ => ReconcileOutcome.Success,
        };
    }
}
