using System.Text.Json.Serialization;
using k8s.Models;

namespace Alitellm.Api.Common;

/// <summary>The status fields every Pipeline A kind has.</summary>
public abstract class RemoteStatus
{
    /// <summary>The generation last seen by the operator; -1 until the first reconcile.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Ready, and when needed Reconciling, Stalled and Suspended.</summary>
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>The LiteLLM entry this object is bound to.</summary>
    public RemoteReference? Remote { get; set; }

    /// <summary>How LiteLLM differs, or last differed, from the spec.</summary>
    public DriftReport? Drift { get; set; }

    /// <summary>The last value of the reconcile-requested-at annotation that was acted on.</summary>
    public string? LastHandledReconcileAt { get; set; }

    [JsonIgnore]
    public abstract LastRendered? CommonLastRendered { get; }
}
