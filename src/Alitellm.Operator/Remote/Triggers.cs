using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Queueing;
using k8s.Models;

namespace Alitellm.Operator.Remote;

/// <summary>Pure: which changes of an object call for a reconcile. Our own status writes do not.</summary>
internal static class Triggers
{
    /// <returns>The lane, or null when nothing the reconcile depends on changed.</returns>
    public static QueuePriority? Of(IMetadata<V1ObjectMeta>? before, IMetadata<V1ObjectMeta>? after, bool isInitial)
    {
        if (isInitial)
        {
            return QueuePriority.Background;
        }

        if (before is null || after is null)
        {
            return QueuePriority.High;
        }

        var isEdit = before.Metadata.Uid != after.Metadata.Uid
            || before.Metadata.Generation != after.Metadata.Generation
            || before.Metadata.DeletionTimestamp != after.Metadata.DeletionTimestamp
            || !Same(before.Metadata.Annotations, after.Metadata.Annotations)
            || !Same(before.Metadata.Labels, after.Metadata.Labels);
        return isEdit ? QueuePriority.High : null;
    }

    /// <summary>Whether a Secret is there, gone or another since; its first sight is news to nobody, as all who use it are looked at then anyway.</summary>
    public static bool IsRotation(InformerEvent<PartialObject> secret)
    {
        return !secret.IsInitial && secret.Old?.Metadata.ResourceVersion != secret.New?.Metadata.ResourceVersion;
    }

    private static bool Same(IDictionary<string, string>? left, IDictionary<string, string>? right)
    {
        return (left?.Count ?? 0) == (right?.Count ?? 0)
            && (left ?? new Dictionary<string, string>()).All(entry => right!.TryGetValue(entry.Key, out var value) && value == entry.Value);
    }
}
