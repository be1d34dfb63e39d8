using System.Diagnostics.Metrics;

namespace Alitellm.LiteLLM;

/// <summary>
/// The instruments of the client, on a meter named <see cref="MeterName"/>. None has a unit: the Prometheus exporter would append it
/// to the name.
/// </summary>
public sealed class LiteLLMMetrics : IDisposable
{
    public const string MeterName = "Alitellm.LiteLLM";

    /// <summary>Values of the label <c>status</c>; <c>error</c> is a request without an answer.</summary>
    private static readonly string[] _statuses = ["2xx", "4xx", "5xx", "error"];

    /// <summary>Values of the label <c>operation</c>, sorted.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = [.. Operations.All.Values.Select(operation => operation.Name).Order(StringComparer.Ordinal)];

    /// <summary>Values of the label <c>status</c>.</summary>
    public static IReadOnlyList<string> StatusNames { get; } = [.. _statuses];

    /// <summary>Values of the label <c>status</c> of failures.</summary>
    public static IReadOnlyList<string> FailureStatusNames { get; } = [.. _statuses.Skip(1)];

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _errors;
    private readonly UpDownCounter<long> _inFlight;

    public LiteLLMMetrics()
    {
        var buckets = new InstrumentAdvice<double> { HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] };
        _duration = _meter.CreateHistogram(
            "alitellm_api_request_duration_seconds",
            description: "Time from sending a request to LiteLLM until its answer was read, without waiting for the rate limit.",
            advice: buckets);
        _wait = _meter.CreateHistogram(
            "alitellm_api_rate_limit_wait_seconds",
            description: "Time a request waited for the rate limit and the cap on requests in flight.",
            advice: buckets);
        _errors = _meter.CreateCounter<long>("alitellm_api_errors_total", description: "Requests to LiteLLM that failed.");
        _inFlight = _meter.CreateUpDownCounter<long>("alitellm_api_in_flight_requests", description: "Requests to LiteLLM under way.");
    }

    /// <summary>The instance used where none is given.</summary>
    public static LiteLLMMetrics Shared { get; } = new();

    /// <summary>Creates every error series at zero, so that a panel shows 0 and not a gap. Call it once a reader is attached.</summary>
    public void InitialiseSeries()
    {
        _inFlight.Add(0);
        foreach (var operation in Operations.All.Values)
        {
            foreach (var status in _statuses.AsSpan(1))
            {
                _errors.Add(0, new("operation", operation.Name), new("status", status));
            }
        }
    }

    public void Dispose() => _meter.Dispose();

    internal void RecordWait(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    internal void RequestStarted() => _inFlight.Add(1);

    internal void RequestEnded() => _inFlight.Add(-1);

    internal void RecordRequest(string operation, int? status, bool failed, TimeSpan duration)
    {
        var label = status switch
        {
            null => _statuses[3],
            >= 500 => _statuses[2],
            >= 400 => _statuses[1],
            >= 300 => _statuses[3],
            _ => _statuses[0],
        };
        _duration.Record(duration.TotalSeconds, new("operation", operation), new("status", label));
        if (failed)
        {
            _errors.Add(1, new("operation", operation), new("status", label));
        }
    }
}
