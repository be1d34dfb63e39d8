using System.Diagnostics.Metrics;

namespace Alitellm.Operator.Observability;

/// <summary>The counters that all kinds share.</summary>
internal sealed class OperatorInstruments(Meter meter)
{
    public Counter<long> Outcomes { get; } = meter.CreateCounter<long>(
        MetricNames.ReconcileOutcome, description: "Reconciles by how they ended.");

    public Counter<long> Results { get; } = meter.CreateCounter<long>(
        MetricNames.Reconcile, description: "Reconciles by what the Ready condition said afterwards.");

    public Counter<long> Corrections { get; } = meter.CreateCounter<long>(
        MetricNames.DriftCorrected, description: "Writes that corrected LiteLLM.");

    public Counter<long> Conflicts { get; } = meter.CreateCounter<long>(
        MetricNames.Conflicts, description: "Objects that lost or won a name another object claims.");

    public Counter<long> Orphaned { get; } = meter.CreateCounter<long>(
        MetricNames.DeletionOrphaned, description: "Finalizers dropped without a confirmed delete in LiteLLM.");

    public Counter<long> Refreshes { get; } = meter.CreateCounter<long>(
        MetricNames.DiscoveryRefresh, description: "Listings of a discovery's source by how they ended.");

    public Counter<long> FailedCandidates { get; } = meter.CreateCounter<long>(
        MetricNames.DiscoveryFailed, description: "Candidates whose object could not be written.");

    public Counter<long> ChildWrites { get; } = meter.CreateCounter<long>(
        MetricNames.ChildWrites, description: "Writes of generated objects.");

    public Counter<long> DrainsOverdue { get; } = meter.CreateCounter<long>(
        MetricNames.CascadeDrainOverdue, description: "Times a deleted discovery waited another five minutes for what it generated.");
}
