namespace Alitellm.Operator.Observability;

/// <summary>
/// The operator's own families, exactly as a scrape shows them. The exporter leaves these names alone as long as every counter ends in
/// <c>_total</c> and no instrument has a unit.
/// </summary>
internal static class MetricNames
{
    public const string Meter = "Alitellm.Operator";
    public const string KubernetesMeter = "Alitellm.Kubernetes";
    public const string LiteLLMMeter = "Alitellm.LiteLLM";

    public const string ReconcileOutcome = "alitellm_operator_reconcile_outcome_total";
    public const string Reconcile = "alitellm_operator_reconcile_total";
    public const string DriftCorrected = "alitellm_operator_drift_corrected_total";
    public const string Conflicts = "alitellm_operator_conflicts_total";
    public const string DeletionOrphaned = "alitellm_operator_deletion_orphaned_total";
    public const string DeletionBlocked = "alitellm_operator_deletion_blocked";
    public const string ConnectionReady = "alitellm_operator_connection_ready";
    public const string StatusAge = "alitellm_operator_cr_status_age_seconds";
    public const string LastRelist = "alitellm_operator_last_successful_relist_timestamp_seconds";
    public const string Objects = "alitellm_operator_objects";
    public const string Unready = "alitellm_operator_unready_seconds";
    public const string Writes = "alitellm_operator_litellm_writes_total";
    public const string RemoteLists = "alitellm_operator_remote_lists_total";
    public const string RemoteEntries = "alitellm_operator_remote_entries";
    public const string DiscoveryRefresh = "alitellm_operator_discovery_refresh_total";
    public const string DiscoveryGenerated = "alitellm_operator_discovery_generated_count";
    public const string DiscoveryFailed = "alitellm_operator_discovery_failed_total";
    public const string ChildWrites = "alitellm_operator_child_cr_writes_total";
    public const string CascadeDrainOverdue = "alitellm_operator_cascade_drain_overdue_total";
    public const string BuildInfo = "alitellm_operator_build_info";
}
