namespace Alitellm.Operator.Remote.Policies;

/// <summary>What decided a deletion policy, in the order in which they are asked.</summary>
internal enum DeletionPolicySource
{
    /// <summary>The object is controlled by a discovery; anything but Orphan could dead-lock the discovery's pruning.</summary>
    DiscoveryChild,

    /// <summary>The annotation <c>litellm.ackstorm.ai/deletion-policy-override</c>.</summary>
    Override,

    /// <summary><c>spec.deletionPolicy</c>.</summary>
    Spec,

    /// <summary>Nothing was said: Orphan.</summary>
    Default,
}
