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
}
