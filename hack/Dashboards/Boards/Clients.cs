using static Alitellm.Dashboards.PanelKind;

namespace Alitellm.Dashboards.Boards;

/// <summary>The two sides the operator talks to.</summary>
internal static class Clients
{
    public static Dashboard Board { get; } = new(
        "alitellm-operator-clients",
        "alitellm-operator-clients",
        "alitellm-operator / LiteLLM client and API server",
        "Requests to LiteLLM, and watches of the Kubernetes API server.",
        new("LiteLLM", LiteLLM),
        new("Kubernetes API server", ApiServer));

    private static Panel[] LiteLLM =>
    [
        new(Stat, "Requests per second", "Lists, reads and writes.", new Query("sum(rate(alitellm_api_request_duration_seconds_count[$__rate_interval]))")) { Unit = "reqps", Width = 6 },
        new(Stat, "Share that failed", "With an error or without an answer.", new Query("sum(rate(alitellm_api_errors_total[$__rate_interval])) / sum(rate(alitellm_api_request_duration_seconds_count[$__rate_interval]))"))
        {
            Unit = "percentunit", Limits = (0.01, 0.1), Width = 6,
        },
        new(Stat, "95th percentile", "Until the whole answer is read.", new Query("histogram_quantile(0.95, sum by (le) (rate(alitellm_api_request_duration_seconds_bucket[$__rate_interval])))")) { Unit = "s", Limits = (1, 5), Width = 6 },
        new(Stat, "In flight", "At most eight per proxy.", new Query("sum(alitellm_api_in_flight_requests)")) { Width = 6 },
        new(TimeSeries, "Requests per second, by operation", "Steady state is one list per kind and poll.", new Query("sum by (operation) (rate(alitellm_api_request_duration_seconds_count[$__rate_interval]))", "{{operation}}")) { Unit = "reqps" },
        new(TimeSeries, "Time per request, 95th percentile, by operation", "What LiteLLM takes.", new Query("histogram_quantile(0.95, sum by (operation, le) (rate(alitellm_api_request_duration_seconds_bucket[$__rate_interval])))", "{{operation}}")) { Unit = "s" },
        new(TimeSeries, "Errors per minute, by status", "4xx: refused. 5xx: LiteLLM fails. error: no answer.", new Query("60 * sum by (status) (rate(alitellm_api_errors_total[$__rate_interval]))", "{{status}}")),
        new(Table, "Errors, in this range", "Which operation, with which status.", new Query("sum by (operation, status) (increase(alitellm_api_errors_total[$__range])) > 0")),
        new(TimeSeries, "Wait for the rate limit, 95th percentile", "Long waits: raise maxRequestsPerSecond of the Connection.", new Query("histogram_quantile(0.95, sum by (le) (rate(alitellm_api_rate_limit_wait_seconds_bucket[$__rate_interval])))", "wait")) { Unit = "s" },
        new(TimeSeries, "Connections, by reason", "One line per reason that a Connection has.", new Query("sum by (reason) (alitellm_operator_connection_ready)", "{{reason}}")),
    ];

    private static Panel[] ApiServer =>
    [
        new(TimeSeries, "Objects in the stores", "What the operator has in memory.", new Query("max by (resource) (alitellm_operator_informer_objects)", "{{resource}}")),
        new(TimeSeries, "Silence of the watches", "A bookmark comes about every minute.", new Query("time() - max by (resource) (alitellm_operator_informer_last_event_timestamp_seconds)", "{{resource}}")) { Unit = "s" },
        new(TimeSeries, "Watches that ended, per hour", "\"ended\" every five minutes is normal.", new Query("3600 * sum by (result) (rate(alitellm_operator_informer_watches_total[$__rate_interval]))", "{{result}}")),
        new(TimeSeries, "Lists per hour", "At the start and after a watch fell too far behind.", new Query("3600 * sum by (result) (rate(alitellm_operator_informer_lists_total[$__rate_interval]))", "{{result}}")),
        new(TimeSeries, "Time since the last complete list", "Hours are normal.", new Query("time() - max by (resource) (alitellm_operator_informer_last_sync_timestamp_seconds)", "{{resource}}")) { Unit = "s" },
        new(TimeSeries, "Cannot be read, or handled with an exception", "Zero.", new Query("sum by (resource) (increase(alitellm_operator_informer_undecodable_total[$__rate_interval]) + increase(alitellm_operator_informer_handler_errors_total[$__rate_interval]))", "{{resource}}")),
    ];
}
