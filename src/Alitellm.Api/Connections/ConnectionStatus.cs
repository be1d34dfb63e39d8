using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.Api.Connections;

/// <summary>What the operator found at a LiteLLM proxy.</summary>
public sealed class ConnectionStatus
{
    /// <summary>The generation of the spec that this status speaks of; -1 until the first reconcile.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Ready and LoggingHealthy; Reconciling and Stalled only while they are true.</summary>
    [ListMapKey("type")]
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>The version LiteLLM reported.</summary>
    public string? LiteLLMVersion { get; set; }

    /// <summary>The last value of the annotation litellm.ackstorm.ai/reconcile-requested-at that was acted on.</summary>
    public string? LastHandledReconcileAt { get; set; }
}
