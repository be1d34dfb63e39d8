using Alitellm.Api.Schema;
using k8s.Models;

namespace Alitellm.Api.Discoveries;

/// <summary>What a discovery found and generated.</summary>
public sealed class DiscoveryStatus
{
    /// <summary>The generation of the spec that this status speaks of; -1 until the first reconcile.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Ready and SourceReachable, for MCP servers also NameCollision; Reconciling and Stalled only while they are true.</summary>
    [ListMapKey("type")]
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>Candidates left after duplicates and filters: those generated, skipped, failed and pending.</summary>
    [SchemaDefault("0")]
    public int DiscoveredCount { get; set; }

    /// <summary>The length of generatedChildren.</summary>
    [SchemaDefault("0")]
    public int GeneratedCount { get; set; }

    /// <summary>Candidates that wait for an object of their name to be gone.</summary>
    [SchemaDefault("0")]
    public int PendingCount { get; set; }

    /// <summary>Names of the objects written in the last pass, sorted.</summary>
    public IList<string>? GeneratedChildren { get; set; }

    /// <summary>Candidates for which no object is written, with the reason, sorted by name.</summary>
    public IList<SkippedCandidate>? SkippedCandidates { get; set; }

    /// <summary>Candidates whose object could not be written, sorted by name. An object that exists already is kept.</summary>
    public IList<FailedCandidate>? FailedCandidates { get; set; }

    /// <summary>When the source was last listed with success.</summary>
    public DateTime? LastRefreshAt { get; set; }

    /// <summary>When the source is listed again unless something asks for it earlier. Absent while the source cannot be listed.</summary>
    public DateTime? NextRefreshAt { get; set; }

    /// <summary>The last value of the annotation litellm.ackstorm.ai/reconcile-requested-at that was acted on.</summary>
    public string? LastHandledReconcileAt { get; set; }
}
