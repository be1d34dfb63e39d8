namespace Alitellm.Kubernetes.Controllers;

/// <summary>Makes one key right. It never learns what woke it.</summary>
public interface IReconciler<in TKey>
{
    Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken cancellationToken);
}
