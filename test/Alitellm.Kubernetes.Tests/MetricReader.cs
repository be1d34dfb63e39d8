using System.Diagnostics.Metrics;

namespace Alitellm.Kubernetes.Tests;

/// <summary>Sums what the runtime's instruments report for one value of one label.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _sums = [];
    private readonly Dictionary<string, double> _observed = [];

    public MetricReader(string label, string value)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, measurement, tags, _) => Take(instrument, measurement, tags.ToArray(), label, value));
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) => Take(instrument, measurement, tags.ToArray(), label, value));
        _listener.SetMeasurementEventCallback<int>((instrument, measurement, tags, _) => Take(instrument, measurement, tags.ToArray(), label, value));
        _listener.Start();
    }

    /// <summary>The sum, or for observed instruments the present value; the other labels as <c>name{label=value}</c>.</summary>
    public double? this[string name]
    {
        get
        {
            lock (_sums)
            {
                _observed.Clear();
            }

            _listener.RecordObservableInstruments();
            lock (_sums)
            {
                return _observed.TryGetValue(name, out double observed) ? observed : _sums.TryGetValue(name, out double sum) ? sum : null;
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
    }

    private void Take(Instrument instrument, double measurement, KeyValuePair<string, object?>[] tags, string label, string value)
    {
        if (!tags.Any(tag => tag.Key == label && value.Equals(tag.Value)))
        {
            return;
        }

        string rest = string.Join(",", tags.Where(tag => tag.Key != label).Select(tag => $"{tag.Key}={tag.Value}"));
        string name = rest.Length == 0 ? instrument.Name : $"{instrument.Name}{{{rest}}}";
        lock (_sums)
        {
            Dictionary<string, double> target = instrument.IsObservable ? _observed : _sums;
            target[name] = target.GetValueOrDefault(name) + measurement;
        }
    }
}
