using System.Diagnostics.Metrics;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.Operator.Observability;

/// <summary>The counters that all kinds share.</summary>
internal sealed class OperatorInstruments(Meter meter)
{
    public Counter<long> Outcomes { get; } = OperatorFamilies.Outcomes.CounterOn(meter);

    public Counter<long> Results { get; } = OperatorFamilies.Results.CounterOn(meter);

    public Counter<long> Writes { get; } = OperatorFamilies.Writes.CounterOn(meter);

    public Counter<long> RemoteLists { get; } = OperatorFamilies.RemoteLists.CounterOn(meter);

    public Counter<long> Corrections { get; } = OperatorFamilies.Corrections.CounterOn(meter);

    public Counter<long> Conflicts { get; } = OperatorFamilies.Conflicts.CounterOn(meter);

    public Counter<long> Orphaned { get; } = OperatorFamilies.Orphaned.CounterOn(meter);

    public Counter<long> Refreshes { get; } = DiscoveryFamilies.Refreshes.CounterOn(meter);

    public Counter<long> FailedCandidates { get; } = DiscoveryFamilies.FailedCandidates.CounterOn(meter);

    public Counter<long> ChildWrites { get; } = DiscoveryFamilies.ChildWrites.CounterOn(meter);

    public Counter<long> DrainsOverdue { get; } = DiscoveryFamilies.DrainsOverdue.CounterOn(meter);
}
