using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Alitellm.Api.Connections;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.Operator.Observability;

/// <summary>What the state gauges show at a scrape. A kind's state is shown only by the replica that holds the kind, so that each object has one series. Thread-safe.</summary>
internal sealed class OperatorState
{
    /// <summary>More series than this would cost Prometheus more than they tell; the stalest go first.</summary>
    public const int StatusAgeCapacity = 10_000;

    private readonly ConcurrentDictionary<ObjectLabels, bool> _blocked = new();
    private readonly ConcurrentDictionary<(string Namespace, string Name), string> _connections = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _relists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string Endpoint), int> _entries = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _sources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ObjectLabels, (string Source, int Count)> _generated = new();

    public OperatorState(Meter meter, TimeProvider timeProvider)
    {
        StatusAges = new StatusAgeClock(timeProvider, StatusAgeCapacity);
        OperatorFamilies.Blocked.GaugeOn(meter, ObserveBlocked);
        OperatorFamilies.ConnectionReady.GaugeOn(meter, ObserveConnections);
        OperatorFamilies.StatusAge.GaugeOn(meter, ObserveAges);
        OperatorFamilies.LastRelist.GaugeOn(meter, ObserveRelists);
        OperatorFamilies.RemoteEntries.GaugeOn(meter, ObserveEntries);
        DiscoveryFamilies.Generated.GaugeOn(meter, ObserveGenerated);
    }

    public StatusAgeClock StatusAges { get; }

    public Func<string, bool> IsHeld { get; set; } = static _ => true;

    public void Block(ObjectLabels key) => _blocked[key] = true;

    public void Unblock(ObjectLabels key) => _blocked.TryRemove(key, out _);

    public void SetConnection(string @namespace, string name, string reason) => _connections[(@namespace, name)] = ConnectionReasonLabel.Of(reason);

    public void ForgetConnection(string @namespace, string name) => _connections.TryRemove((@namespace, name), out _);

    public void Relisted(string kind, string endpoint, int entries, DateTimeOffset time)
    {
        _relists[kind] = time;
        _entries[(kind, endpoint)] = entries;
    }

    public void ForgetEntries(string kind, string endpoint) => _entries.TryRemove((kind, endpoint), out _);

    /// <summary>Shows a kind's sources at zero until something is generated from them.</summary>
    public void AnnounceSources(string kind, IReadOnlyList<string> sources) => _sources[kind] = sources;

    public void SetGenerated(ObjectLabels discovery, string source, int count) => _generated[discovery] = (source, count);

    public void ForgetGenerated(ObjectLabels discovery) => _generated.TryRemove(discovery, out _);

    private IEnumerable<Measurement<int>> ObserveGenerated() =>
        from kind in _sources.Where(kind => IsHeld(kind.Key))
        let counts = _generated.Where(entry => entry.Key.Kind == kind.Key).ToLookup(static entry => entry.Value.Source, static entry => entry.Value.Count, StringComparer.Ordinal)
        from source in kind.Value
        select new Measurement<int>(counts[source].Sum(), new(MetricLabels.Kind, kind.Key), new(MetricLabels.Source, source));

    private IEnumerable<Measurement<int>> ObserveBlocked() =>
        _blocked.Keys.Where(key => IsHeld(key.Kind)).Select(static key => new Measurement<int>(1, key.Tags()));

    private IEnumerable<Measurement<int>> ObserveConnections() => IsHeld(LiteLLMConnection.KindName)
        ? _connections.SelectMany(static connection => ConnectionReasonLabel.All.Select(reason => new Measurement<int>(
            connection.Value == reason ? 1 : 0,
            new(MetricLabels.Reason, reason),
            new(MetricLabels.Namespace, connection.Key.Namespace),
            new(MetricLabels.Name, connection.Key.Name))))
        : [];

    private IEnumerable<Measurement<double>> ObserveAges() =>
        StatusAges.Ages().Where(entry => IsHeld(entry.Key.Kind)).Select(static entry => new Measurement<double>(entry.Age.TotalSeconds, entry.Key.Tags()));

    private IEnumerable<Measurement<double>> ObserveRelists() =>
        _relists.Where(relist => IsHeld(relist.Key)).Select(static relist => new Measurement<double>(
            (double)relist.Value.ToUnixTimeMilliseconds() / 1000, new KeyValuePair<string, object?>(MetricLabels.Kind, relist.Key)));

    private IEnumerable<Measurement<long>> ObserveEntries() => _entries
        .Where(entry => IsHeld(entry.Key.Kind))
        .GroupBy(static entry => entry.Key.Kind, static entry => (long)entry.Value)
        .Select(static kind => new Measurement<long>(kind.Sum(), new KeyValuePair<string, object?>(MetricLabels.Kind, kind.Key)));
}
