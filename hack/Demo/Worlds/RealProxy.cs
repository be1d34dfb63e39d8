using System.Diagnostics.Metrics;
using Alitellm.LiteLLM;

namespace Alitellm.Demo.Worlds;

/// <summary>A proxy that runs elsewhere. Requests are counted where the operator measures them.</summary>
internal sealed class RealProxy : IProxy
{
    private const string RequestDuration = "alitellm_api_request_duration_seconds";

    private static readonly string[] s_changing = ["_new", "_update", "_replace", "_patch", "_delete"];

    private readonly MeterListener _listener = new();
    private long _writes;
    private long _reads;

    public RealProxy(Uri endpoint)
    {
        Endpoint = endpoint;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == LiteLLMMetrics.MeterName && instrument.Name == RequestDuration)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        _listener.Start();
    }

    public Uri Endpoint { get; }

    public long Writes => Interlocked.Read(ref _writes);

    public long Reads => Interlocked.Read(ref _reads);

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (key == "operation")
            {
                Interlocked.Increment(ref s_changing.Any(ending => ((string)value!).EndsWith(ending, StringComparison.Ordinal)) ? ref _writes : ref _reads);
            }
        }
    }
}
