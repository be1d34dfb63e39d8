using Alitellm.LiteLLM;

namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>What the client of LiteLLM counts.</summary>
internal static class LiteLLMFamilies
{
    private const string Client = "the client, for each request that was sent";

    private static readonly MetricLabel s_operation = new("operation", LiteLLMMetrics.OperationNames);

    public static IReadOnlyList<MetricFamily> All { get; } =
    [
        new(MetricType.Histogram, "alitellm_api_request_duration_seconds", "Time from sending a request to LiteLLM until its answer was read, without waiting for the rate limit.")
        {
            Labels = [s_operation, new("status", LiteLLMMetrics.StatusNames)],
            CountedBy = Client,
            ShownWhen = "once an operation was answered",
        },
        new(MetricType.Counter, "alitellm_api_errors_total", "Requests to LiteLLM that failed.")
        {
            Labels = [s_operation, new("status", LiteLLMMetrics.FailureStatusNames)],
            CountedBy = Client,
        },
        new(MetricType.Histogram, "alitellm_api_rate_limit_wait_seconds", "Time a request waited for the rate limit and the cap on requests in flight.")
        {
            CountedBy = "the limits of each proxy",
            ShownWhen = "once a request was sent",
        },
        new(MetricType.Gauge, "alitellm_api_in_flight_requests", "Requests to LiteLLM under way.") { CountedBy = Client },
    ];
}
