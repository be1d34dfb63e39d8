using static Alitellm.Dashboards.PanelKind;

namespace Alitellm.Dashboards.Boards;

/// <summary>From outside source to generated object.</summary>
internal static class PipelineB
{
    public static Dashboard Board { get; } = new(
        "alitellm-operator-pipeline-b",
        "alitellm-operator-b",
        "alitellm-operator / Pipeline B: discovery",
        "Sources, what they list, and the objects that are made of it.",
        new("Discoveries", Discoveries),
        new("Generated objects", Generated));

    private static Panel[] Discoveries =>
    [
        new(Table, "Discoveries, by reason", "Synced is good; the others are in docs/reference/conditions.md.", new Query("sum by (kind, cr_namespace, ready, reason) (alitellm_operator_objects{kind=~\"LiteLLM.*Discovery\"})")),
        new(TimeSeries, "Refreshes per hour, by source and result", "Errors keep what was generated before.", new Query("3600 * sum by (source, result) (rate(alitellm_operator_discovery_refresh_total[$__rate_interval]))", "{{source}} {{result}}")),
        new(TimeSeries, "Longest without Ready", "Zero.", new Query("max by (kind) (alitellm_operator_unready_seconds{kind=~\"LiteLLM.*Discovery\"})", "{{kind}}")) { Unit = "s" },
        new(Stat, "Drains overdue", "Deleted discoveries that wait for their objects, in this range.", new Query("sum(increase(alitellm_operator_cascade_drain_overdue_total[$__range]))")) { Limits = (1, 1) },
    ];

    private static Panel[] Generated =>
    [
        new(TimeSeries, "Objects generated, by source", "A sudden fall is held back by spec.pruneGuard.", new Query("sum by (source) (alitellm_operator_discovery_generated_count)", "{{source}}")),
        new(TimeSeries, "Writes of generated objects per hour", "Zero in steady state.", new Query("3600 * sum by (kind, action, result) (rate(alitellm_operator_child_cr_writes_total[$__rate_interval]))", "{{kind}} {{action}} {{result}}")),
        new(TimeSeries, "Failures per hour", "Objects that could not be written.", new Query("3600 * sum by (kind, reason) (rate(alitellm_operator_discovery_failed_total[$__rate_interval]))", "{{kind}} {{reason}}")),
    ];
}
