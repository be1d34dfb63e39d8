using static Alitellm.Dashboards.PanelKind;

namespace Alitellm.Dashboards.Boards;

/// <summary>Is everything converged? If not: what, and why?</summary>
internal static class Overview
{
    /// <summary>The scrape targets of the operator: some families have names that other programs use too.</summary>
    public const string Job = "job=~\".*alitellm-operator.*\"";

    public static Dashboard Board { get; } = new(
        "alitellm-operator-overview",
        "alitellm-operator",
        "alitellm-operator / Overview",
        "Is everything converged, and if not, what and why?",
        new("Is everything as declared?", Converged),
        new("If not: what and why?", Why),
        new("What is done", Done),
        new("Who works", Workers));

    private static Panel[] Converged =>
    [
        new(Stat, "Objects Ready", "The share of objects that LiteLLM has as declared.", new Query("sum(alitellm_operator_objects{ready=\"True\"}) / sum(alitellm_operator_objects)"))
        {
            Unit = "percentunit", Limits = (1, 0.95), SmallIsBad = true,
        },
        new(Stat, "Not Ready", "Objects to look at; the table below says why.", new Query("sum(alitellm_operator_objects{ready!=\"True\"}) or vector(0)")) { Limits = (1, 10) },
        new(Stat, "Longest without Ready", "How long the worst object has waited.", new Query("max(alitellm_operator_unready_seconds)")) { Unit = "s", Limits = (300, 900) },
        new(Stat, "Connections not Ready", "Proxies that nothing can be written to.", new Query("count(max by (cr_namespace, name) (alitellm_operator_connection_ready{reason=\"Synced\"}) < 1) or vector(0)"))
        {
            Limits = (1, 1),
        },
        new(Stat, "Deletions blocked", "Objects in Terminating because LiteLLM does not confirm.", new Query("count(alitellm_operator_deletion_blocked) or vector(0)")) { Limits = (1, 5) },
        new(Stat, "Operators up", "Replicas that answer the scrape.", new Query($"count(up{{{Job}}} == 1) or vector(0)")) { Limits = (1, 1), SmallIsBad = true },
    ];

    private static Panel[] Why =>
    [
        new(Table, "Not Ready, by kind and reason", "Empty is healthy. What each reason asks for is in docs/reference/conditions.md.", new Query("sum by (kind, cr_namespace, reason) (alitellm_operator_objects{ready!=\"True\"}) > 0")),
        new(TimeSeries, "Not Ready, by reason", "Since when.", new Query("sum by (reason) (alitellm_operator_objects{ready!=\"True\"})", "{{reason}}")),
        new(Table, "Connections", "The reason each Connection has now.", new Query("max by (cr_namespace, name, reason) (alitellm_operator_connection_ready) == 1")),
        new(Table, "Stalest objects", "Seconds since the last successful look; ten minutes are normal.", new Query("topk(10, max by (kind, cr_namespace, name) (alitellm_operator_cr_status_age_seconds))")) { Unit = "s" },
        new(Table, "Blocked deletions", "Empty is healthy.", new Query("max by (kind, cr_namespace, name) (alitellm_operator_deletion_blocked)")),
        new(TimeSeries, "Longest without Ready, by kind", "A line that climbs is an object nobody looks after.", new Query("max by (kind) (alitellm_operator_unready_seconds)", "{{kind}}")) { Unit = "s" },
    ];

    private static Panel[] Done =>
    [
        new(TimeSeries, "Writes to LiteLLM per minute, by cause", "Zero in steady state; \"drifted\" and \"recreated\" mean another writer.", new Query("60 * sum by (cause) (rate(alitellm_operator_litellm_writes_total[$__rate_interval]))", "{{cause}}")),
        new(TimeSeries, "Corrections per hour, by action", "What was put right in LiteLLM.", new Query("3600 * sum by (domain, action) (rate(alitellm_operator_drift_corrected_total[$__rate_interval]))", "{{domain}} {{action}}")),
        new(TimeSeries, "Reconciles per hour, by kind", "Each object is looked at every ten minutes at least.", new Query("3600 * sum by (kind) (rate(alitellm_operator_reconcile_outcome_total[$__rate_interval]))", "{{kind}}")),
        new(TimeSeries, "Results other than synced, per hour", "What reconciles ended with.", new Query("3600 * sum by (result) (rate(alitellm_operator_reconcile_total{result!=\"synced\"}[$__rate_interval]))", "{{result}}")),
        new(Stat, "Conflicts", "Objects that lost a name, in this range.", new Query("sum(increase(alitellm_operator_conflicts_total{role=\"loser\"}[$__range]))")) { Limits = (1, 10) },
        new(Stat, "Orphaned deletions", "Entries that may be left in LiteLLM, in this range.", new Query("sum(increase(alitellm_operator_deletion_orphaned_total[$__range]))")) { Limits = (1, 10) },
        new(Stat, "Exceptions", "Reconciles that ended with one, in this range: a bug.", new Query("sum(increase(alitellm_operator_reconcile_panics_total[$__range]))")) { Limits = (1, 1) },
        new(Stat, "Failed writes", "Writes LiteLLM refused or did not answer, in this range.", new Query("sum(increase(alitellm_operator_litellm_writes_total{result=\"error\"}[$__range]))")) { Limits = (1, 50) },
        new(Stat, "Events lost", "Kubernetes events that were not written, in this range.", new Query("sum(increase(alitellm_operator_events_lost_total[$__range]))")) { Limits = (1, 50) },
    ];

    private static Panel[] Workers =>
    [
        new(TimeSeries, "Replicas that hold each Lease", "Always one; zero means that nobody works on the kind.", new Query("sum by (lease) (alitellm_operator_lease_held)", "{{lease}}")) { Width = 8 },
        new(TimeSeries, "Memory", "The working set of each replica.", new Query($"dotnet_process_memory_working_set_bytes{{{Job}}}", "{{instance}}")) { Unit = "bytes", Width = 8 },
        new(TimeSeries, "Processor", "Seconds of processor time per second.", new Query($"sum by (instance) (rate(dotnet_process_cpu_time_seconds_total{{{Job}}}[$__rate_interval]))", "{{instance}}")) { Width = 8 },
        new(Table, "Builds", "What runs.", new Query("max by (version, runtime) (alitellm_operator_build_info)")) { Width = 8 },
        new(TimeSeries, "Lease transitions per hour", "Many mean that replicas come and go, or cannot renew.", new Query("3600 * sum by (lease) (rate(alitellm_operator_lease_transitions_total[$__rate_interval]))", "{{lease}}")) { Width = 8 },
        new(TimeSeries, "Live replicas", "Who renews its presence.", new Query("max(alitellm_operator_live_replicas)", "replicas")) { Width = 8 },
    ];
}
