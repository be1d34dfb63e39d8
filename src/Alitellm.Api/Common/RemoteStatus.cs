using System.Text.Json.Serialization;
using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.Api.Common;

/// <summary>The status fields every kind that declares a LiteLLM entry has.</summary>
public abstract class RemoteStatus
{
    /// <summary>The generation of the spec that this status speaks of; -1 until the first reconcile.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Ready always; Reconciling, Stalled and Suspended only while they are true.</summary>
    [ListMapKey("type")]
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>The LiteLLM entry this object is bound to.</summary>
    public RemoteReference? Remote { get; set; }

    /// <summary>How LiteLLM differs, or last differed, from the spec.</summary>
    public DriftReport? Drift { get; set; }

    /// <summary>The last value of the annotation litellm.ackstorm.ai/reconcile-requested-at that was acted on.</summary>
    public string? LastHandledReconcileAt { get; set; }

    [JsonIgnore]
    public abstract LastRendered? CommonLastRendered { get; }
}
