using k8s.Models;

namespace Alitellm.Operator.Observability;

/// <summary>What one object's Ready condition says.</summary>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Since">When the status became so, UTC.</param>
internal readonly record struct ObjectReadiness(string Namespace, string Status, string Reason, DateTime? Since)
{
    /// <summary>The reason of an object that no reconcile has said anything about.</summary>
    public const string NoReason = "None";

    public static ObjectReadiness Of(V1ObjectMeta metadata, IEnumerable<V1Condition>? conditions)
    {
        var ready = conditions?.FirstOrDefault(static condition => condition.Type == Api.Common.ConditionTypes.Ready);
        return ready is null
            ? new(metadata.NamespaceProperty, "Unknown", NoReason, metadata.CreationTimestamp)
            : new(metadata.NamespaceProperty, ready.Status, ready.Reason, ready.LastTransitionTime);
    }
}
