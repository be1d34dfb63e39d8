using Alitellm.Api.Discoveries;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.ModelDiscoveries;

namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>What discoveries read and write.</summary>
internal static class DiscoveryFamilies
{
    private const string Discoveries = "the reconciler of each discovery kind";

    private static readonly MetricLabel s_kind = new(MetricLabels.Kind, [LiteLLMModelDiscovery.KindName, LiteLLMMCPServerDiscovery.KindName]);
    private static readonly MetricLabel s_source = new(MetricLabels.Source, [.. ModelSourceTypes.All, McpServerDiscoverySpec.ToolHiveType]);

    public static MetricFamily Refreshes { get; } = new(MetricType.Counter, MetricNames.DiscoveryRefresh, "Listings of a discovery's source by how they ended.")
    {
        Labels = [s_kind, s_source, new(MetricLabels.Result, ChangeResultLabel.All)],
        CountedBy = Discoveries,
    };

    public static MetricFamily Generated { get; } = new(
        MetricType.Gauge, MetricNames.DiscoveryGenerated, "Objects in place that discoveries generated, over all discoveries of a source.")
    {
        Labels = [s_kind, s_source],
        CountedBy = Discoveries,
        ShownWhen = "only by the replica that holds the kind's Lease",
    };

    public static MetricFamily FailedCandidates { get; } = new(MetricType.Counter, MetricNames.DiscoveryFailed, "Candidates whose object could not be written.")
    {
        Labels = [s_kind, new(MetricLabels.Reason, [FailedCandidate.ChildCRWriteFailed])],
        CountedBy = Discoveries,
    };

    public static MetricFamily ChildWrites { get; } = new(MetricType.Counter, MetricNames.ChildWrites, "Writes of generated objects.")
    {
        Labels =
        [
            s_kind,
            new(MetricLabels.Action, [.. Enum.GetValues<ChildAction>().Select(static action => action.Text())]),
            new(MetricLabels.Result, [.. Enum.GetValues<ChildWriteResult>().Select(static result => result.Text())]),
        ],
        CountedBy = Discoveries,
    };

    public static MetricFamily DrainsOverdue { get; } = new(
        MetricType.Counter, MetricNames.CascadeDrainOverdue, "Times a deleted discovery waited another five minutes for what it generated.")
    {
        Labels = [s_kind],
        CountedBy = Discoveries,
    };

    public static IReadOnlyList<MetricFamily> All { get; } = [Refreshes, Generated, FailedCandidates, ChildWrites, DrainsOverdue];
}
