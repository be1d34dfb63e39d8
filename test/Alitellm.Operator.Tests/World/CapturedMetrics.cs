using System.Diagnostics.Metrics;
using Alitellm.Operator.Observability;

namespace Alitellm.Operator.Tests.World;

/// <summary>The sums of one operator process's counters, and every label value that was ever given.</summary>
internal sealed class CapturedMetrics : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _gauges = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);

    public CapturedMetrics(OperatorMetrics metrics)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter || instrument.Meter.Name is MetricNames.LiteLLMMeter or MetricNames.KubernetesMeter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Every label value seen, gauges included.</summary>
    public IReadOnlyCollection<string> Labels
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_gate)
            {
                return [.. _labels];
            }
        }
    }

    /// <summary>The sum over all series of a counter that have these label values.</summary>
    public long Sum(string instrument, params string[] labels)
    {
        lock (_gate)
        {
            return _sums.Where(entry => entry.Key.Split('|') is var parts && parts[0] == instrument && labels.All(parts.Contains)).Sum(entry => entry.Value);
        }
    }

    /// <summary>The sum over all series that a gauge shows now with these label values.</summary>
    public double Gauge(string instrument, params string[] labels)
    {
        lock (_gate)
        {
            _gauges.Clear();
        }

        _listener.RecordObservableInstruments();
        lock (_gate)
        {
            return _gauges.Where(entry => entry.Key.Split('|') is var parts && parts[0] == instrument && labels.All(parts.Contains)).Sum(entry => entry.Value);
        }
    }

    /// <summary>Every series of a counter there is, with its label values.</summary>
    public IReadOnlyList<string> Series(string instrument)
    {
        lock (_gate)
        {
            return [.. _sums.Keys.Where(key => key.Split('|')[0] == instrument)];
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            var key = instrument.Name;
            foreach (var tag in tags)
            {
                key += $"|{tag.Value}";
                _labels.Add($"{tag.Value}");
            }

            if (instrument.IsObservable)
            {
                _gauges[key] = value;
            }
            else
            {
                _sums[key] = _sums.GetValueOrDefault(key) + (long)value;
            }
        }
    }
}
