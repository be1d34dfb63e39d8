using System.Diagnostics.Metrics;
using System.Globalization;

namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>Collects what is recorded on the meter of the client.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, string Text)> _seen = [];

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LiteLLMMetrics.MeterName)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public string[] Of(string name) => [.. _seen.Where(measurement => measurement.Name == name).Select(measurement => measurement.Text)];

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, tag) in tags)
        {
            text += $" {key}={tag}";
        }

        _seen.Add((instrument.Name, text));
    }
}
