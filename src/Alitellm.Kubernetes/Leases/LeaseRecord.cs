using k8s.Models;

namespace Alitellm.Kubernetes.Leases;

/// <summary>Builds the records that are written. Wall-clock times are for people; nobody decides by them.</summary>
internal static class LeaseRecord
{
    public const string GroupLabel = "app.kubernetes.io/managed-by";

    /// <summary>The record with <paramref name="identity"/> as its holder, now.</summary>
    public static V1Lease HeldBy(string identity, ObjectKey key, string group, V1Lease? current, TimeSpan duration, TimeProvider time)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        bool isSame = current?.Spec?.HolderIdentity == identity;
        int transitions = current?.Spec?.LeaseTransitions ?? 0;
        return new V1Lease
        {
            ApiVersion = "coordination.k8s.io/v1",
            Kind = "Lease",
            Metadata = Metadata(key, group, current),
            Spec = new V1LeaseSpec
            {
                HolderIdentity = identity,
                LeaseDurationSeconds = (int)Math.Ceiling(duration.TotalSeconds),
                AcquireTime = isSame ? current!.Spec.AcquireTime : now,
                RenewTime = now,
                LeaseTransitions = current is null || isSame ? transitions : transitions + 1,
            },
        };
    }

    /// <summary>The record without a holder: anybody may take it at once.</summary>
    public static V1Lease Released(ObjectKey key, string group, V1Lease current, TimeProvider time)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return new V1Lease
        {
            ApiVersion = "coordination.k8s.io/v1",
            Kind = "Lease",
            Metadata = Metadata(key, group, current),
            Spec = new V1LeaseSpec
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                AcquireTime = now,
                RenewTime = now,
                LeaseTransitions = current.Spec?.LeaseTransitions ?? 0,
            },
        };
    }

    private static V1ObjectMeta Metadata(ObjectKey key, string group, V1Lease? current)
    {
        Dictionary<string, string> labels = new(current?.Metadata.Labels ?? new Dictionary<string, string>()) { [GroupLabel] = group };
        return new V1ObjectMeta
        {
            Name = key.Name,
            NamespaceProperty = key.Namespace,
            Labels = labels,
            Annotations = current?.Metadata.Annotations,
            OwnerReferences = current?.Metadata.OwnerReferences,
            ResourceVersion = current?.Metadata.ResourceVersion,
            Uid = current?.Metadata.Uid,
        };
    }
}
