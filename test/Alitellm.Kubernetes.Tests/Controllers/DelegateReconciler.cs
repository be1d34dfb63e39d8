using Alitellm.Kubernetes.Controllers;

namespace Alitellm.Kubernetes.Tests.Controllers;

internal sealed class DelegateReconciler(Func<string, CancellationToken, Task<ReconcileResult>> reconcile) : IReconciler<string>
{
    public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        return reconcile(key, cancellationToken);
    }
}
