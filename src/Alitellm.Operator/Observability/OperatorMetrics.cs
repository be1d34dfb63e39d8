using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.Operator.Observability;

/// <summary>The operator's own metrics. One instance per host; two hosts in one process do not see each other's numbers. Thread-safe.</summary>
internal sealed class OperatorMetrics : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly IReadOnlyList<string> _namespaces;
    private readonly OperatorInstruments _instruments;
    private readonly OperatorState _state;
    private readonly ObjectCensus _objects;
    private readonly ConcurrentDictionary<string, Lazy<KindMetrics>> _kinds = new(StringComparer.Ordinal);

    /// <param name="version">Shown by the build information.</param>
    /// <param name="namespaces">The watched namespaces; empty when all are watched.</param>
    public OperatorMetrics(TimeProvider timeProvider, string version, IReadOnlyList<string> namespaces)
    {
        _timeProvider = timeProvider;
        _namespaces = namespaces;
        Meter = new Meter(MetricNames.Meter);
        _instruments = new OperatorInstruments(Meter);
        _state = new OperatorState(Meter, timeProvider);
        _objects = new ObjectCensus(Meter, timeProvider, kind => IsHeld(kind), namespaces);
        OperatorFamilies.BuildInfo.GaugeOn<int>(
            Meter, () => [new(1, new(MetricLabels.Version, version), new(MetricLabels.Runtime, Environment.Version.ToString()))]);
    }

    /// <summary>The meter of this instance; further instruments of this host may be created on it.</summary>
    public Meter Meter { get; }

    /// <summary>Tells by full kind name whether this replica holds the kind's Lease. State gauges of other kinds are not exported. Without leader election every kind is held.</summary>
    public Func<string, bool> IsHeld
    {
        get => _state.IsHeld;
        set => _state.IsHeld = value;
    }

    /// <summary>The metrics of a kind by its full name, such as <c>LiteLLMModel</c>. Ask for it when the kind is set up: that creates its series at zero.</summary>
    /// <exception cref="ArgumentException">The kind is not one of the API group.</exception>
    public KindMetrics ForKind(string kind) => _kinds.GetOrAdd(
        kind,
        static (name, self) => new Lazy<KindMetrics>(() => new KindMetrics(KindLabels.Of(name), self._instruments, self._state, self._timeProvider, self._namespaces)),
        this).Value;

    /// <summary>The metrics of a discovery kind. Ask for it when the kind is set up: that creates its series at zero.</summary>
    /// <param name="sources">Every value of <c>spec.type</c>.</param>
    public DiscoveryMetrics ForDiscovery(string kind, IReadOnlyList<string> sources) => new(kind, sources, _instruments, _state);

    /// <summary>Says why a Connection is ready or not. Re-assert it on every pass: after a restart the status is unchanged but the gauge is gone.</summary>
    public void SetConnectionReady(string @namespace, string name, string reason) => _state.SetConnection(@namespace, name, reason);

    /// <summary>Counts the objects of a kind at every scrape, as <paramref name="list"/> shows them.</summary>
    /// <exception cref="ArgumentException">The kind is not one of the API group.</exception>
    public void CountObjects(string kind, Func<IEnumerable<ObjectReadiness>> list) => _objects.Add(KindLabels.Of(kind).Kind, list);

    /// <summary>Counts a request that changes LiteLLM.</summary>
    /// <param name="cause">One of <see cref="ChangeCauseLabel"/>.</param>
    public void Written(string kind, string cause, bool succeeded) => _instruments.Writes.Add(
        1, new(MetricLabels.Kind, kind), new(MetricLabels.Cause, cause), new(MetricLabels.Result, ChangeResultLabel.Of(succeeded)));

    /// <summary>Drops the series of a Connection that is gone.</summary>
    public void ForgetConnection(string @namespace, string name) => _state.ForgetConnection(@namespace, name);

    public void Dispose() => Meter.Dispose();
}
