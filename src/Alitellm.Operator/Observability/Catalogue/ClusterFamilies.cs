using Alitellm.Kubernetes;

namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>What the operator sees of the cluster, and its place in it.</summary>
internal static class ClusterFamilies
{
    private const string Informer = "the informer of each resource";
    private const string Leases = "leader election";
    private const string OnlyWithLeases = "only with leader election";

    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        new(MetricType.Gauge, "alitellm_operator_informer_objects", "Objects in the store.") { Labels = [SharedLabels.Resource], CountedBy = Informer, ShownWhen = "once the resource was listed" },
        new(MetricType.Gauge, "alitellm_operator_informer_last_event_timestamp_seconds", "Unix time of the last watch event or bookmark.")
        {
            Labels = [SharedLabels.Resource],
            CountedBy = Informer,
            ShownWhen = "once there was one",
        },
        new(MetricType.Gauge, "alitellm_operator_informer_last_sync_timestamp_seconds", "Unix time of the last complete list.")
        {
            Labels = [SharedLabels.Resource],
            CountedBy = Informer,
            ShownWhen = "once there was one",
        },
        new(MetricType.Counter, "alitellm_operator_informer_lists_total", "Lists by result.")
        {
            Labels = [SharedLabels.Resource, new(MetricLabels.Result, RuntimeTelemetry.ListResults)],
            CountedBy = Informer,
        },
        new(MetricType.Counter, "alitellm_operator_informer_watches_total", "Ended watches by how they ended.")
        {
            Labels = [SharedLabels.Resource, new(MetricLabels.Result, RuntimeTelemetry.WatchResults)],
            CountedBy = Informer,
        },
        new(MetricType.Counter, "alitellm_operator_informer_undecodable_total", "Objects and watch lines that could not be read.") { Labels = [SharedLabels.Resource], CountedBy = Informer },
        new(MetricType.Counter, "alitellm_operator_informer_handler_errors_total", "Exceptions of event handlers and index functions.") { Labels = [SharedLabels.Resource], CountedBy = Informer },
        new(MetricType.Gauge, "alitellm_operator_lease_held", "1 while this replica holds the lease.")
        {
            Labels = [new("lease", "the plural name of the kind")],
            CountedBy = Leases,
            ShownWhen = OnlyWithLeases,
        },
        new(MetricType.Counter, "alitellm_operator_lease_transitions_total", "Leases this replica took or gave up.")
        {
            Labels = [new("lease", "the plural name of the kind")],
            CountedBy = Leases,
            ShownWhen = OnlyWithLeases,
        },
        new(MetricType.Gauge, "alitellm_operator_live_replicas", "Replicas that renew their presence.") { CountedBy = Leases, ShownWhen = OnlyWithLeases },
        new(MetricType.Counter, "alitellm_operator_events_lost_total", "Events that were not written, by cause.")
        {
            Labels = [new(MetricLabels.Cause, ["error", "overflow"])],
            CountedBy = "the event recorder",
        },
    ];
}
