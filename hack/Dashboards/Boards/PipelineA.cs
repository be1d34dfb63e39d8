using static Alitellm.Dashboards.PanelKind;

namespace Alitellm.Dashboards.Boards;

/// <summary>From object to LiteLLM entry.</summary>
internal static class PipelineA
{
    public static Dashboard Board { get; } = new(
        "alitellm-operator-pipeline-a",
        "alitellm-operator-a",
        "alitellm-operator / Pipeline A: objects to LiteLLM",
        "Objects, their entries in LiteLLM, and the way between them.",
        new("Objects and entries", Entries),
        new("What is written, and why", Written),
        new("Queues and workers", Queues));

    private static Panel[] Entries =>
    [
        new(TimeSeries, "Objects, by kind", "As declared.", new Query("sum by (kind) (alitellm_operator_objects)", "{{kind}}")),
        new(TimeSeries, "Entries in LiteLLM, by kind", "As listed, those that are not ours included.", new Query("sum by (kind) (alitellm_operator_remote_entries)", "{{kind}}")),
        new(TimeSeries, "Share of objects Ready, by kind", "One is good.", new Query("sum by (kind) (alitellm_operator_objects{ready=\"True\"}) / sum by (kind) (alitellm_operator_objects)", "{{kind}}")) { Unit = "percentunit" },
        new(TimeSeries, "Age of the newest list, by kind", "Half a minute is normal: drift is seen that late at most.", new Query("time() - max by (kind) (alitellm_operator_last_successful_relist_timestamp_seconds)", "{{kind}}")) { Unit = "s" },
        new(TimeSeries, "Lists per minute, by result", "Two per kind and proxy.", new Query("60 * sum by (result) (rate(alitellm_operator_remote_lists_total[$__rate_interval]))", "{{result}}")),
        new(Table, "Results, in this range", "How often reconciles ended with which result.", new Query("sum by (kind, cr_namespace, result) (increase(alitellm_operator_reconcile_total[$__range])) > 0")),
    ];

    private static Panel[] Written =>
    [
        new(Table, "Writes, in this range", "By kind, cause and result; the change log has a line for each.", new Query("sum by (kind, cause, result) (increase(alitellm_operator_litellm_writes_total[$__range])) > 0")),
        new(TimeSeries, "Repairs per hour, by kind", "Zero in steady state.", new Query("3600 * sum by (kind) (rate(alitellm_operator_litellm_writes_total{cause=~\"drifted|recreated|duplicate_pruned\"}[$__rate_interval]))", "{{kind}}")),
        new(TimeSeries, "Corrections per hour", "Under the names of the reference operator.", new Query("3600 * sum by (domain, action) (rate(alitellm_operator_drift_corrected_total[$__rate_interval]))", "{{domain}} {{action}}")),
        new(TimeSeries, "Conflicts per hour", "Who lost and who won.", new Query("3600 * sum by (kind, role) (rate(alitellm_operator_conflicts_total[$__rate_interval]))", "{{kind}} {{role}}")),
    ];

    private static Panel[] Queues =>
    [
        new(TimeSeries, "Queue depth", "Zero most of the time.", new Query($"sum by (name) (workqueue_depth{{{Overview.Job}}})", "{{name}}")),
        new(TimeSeries, "Wait in the queue, 95th percentile", "How late an edit is taken up.", new Query($"histogram_quantile(0.95, sum by (name, le) (rate(workqueue_queue_duration_seconds_bucket{{{Overview.Job}}}[$__rate_interval])))", "{{name}}")) { Unit = "s" },
        new(TimeSeries, "Time per reconcile, 95th percentile", "Mostly LiteLLM's answers.", new Query($"histogram_quantile(0.95, sum by (controller, le) (rate(controller_runtime_reconcile_time_seconds_bucket{{{Overview.Job}}}[$__rate_interval])))", "{{controller}}")) { Unit = "s" },
        new(TimeSeries, "Longest running reconcile", "More than half a minute is worth a look.", new Query($"max by (name) (workqueue_longest_running_processor_seconds{{{Overview.Job}}})", "{{name}}")) { Unit = "s" },
        new(TimeSeries, "Retries per hour", "Failures that are tried again.", new Query($"3600 * sum by (name) (rate(workqueue_retries_total{{{Overview.Job}}}[$__rate_interval]))", "{{name}}")),
        new(TimeSeries, "Reconcile errors per hour", "By controller.", new Query($"3600 * sum by (controller) (rate(controller_runtime_reconcile_errors_total{{{Overview.Job}}}[$__rate_interval]))", "{{controller}}")),
        new(TimeSeries, "Active workers", "Of four per kind.", new Query($"sum by (controller) (controller_runtime_active_workers{{{Overview.Job}}})", "{{controller}}")),
        new(TimeSeries, "Keys added per minute", "What wakes the workers.", new Query($"60 * sum by (name) (rate(workqueue_adds_total{{{Overview.Job}}}[$__rate_interval]))", "{{name}}")),
    ];
}
