using k8s.Models;

namespace Alitellm.Api.Connections;

public sealed class ConnectionStatus
{
    /// <summary>The generation last seen by the operator; -1 until the first reconcile.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Ready and LoggingHealthy.</summary>
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>The version LiteLLM reported.</summary>
    public string? LiteLLMVersion { get; set; }

    /// <summary>The last value of the reconcile-requested-at annotation that was acted on.</summary>
    public string? LastHandledReconcileAt { get; set; }
}
