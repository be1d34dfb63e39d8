using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Alitellm.Api.Common;
using Alitellm.Operator.Observability.Catalogue;

namespace Alitellm.Operator.Observability;

/// <summary>
/// How many objects are in which condition, counted at each scrape from the informers' stores: nothing is remembered, so nothing can be
/// forgotten, and the number of series depends on kinds, namespaces and reasons, not on objects. Thread-safe.
/// </summary>
internal sealed class ObjectCensus
{
    private const string Ready = "True";

    private readonly TimeProvider _timeProvider;
    private readonly Func<string, bool> _isHeld;
    private readonly IReadOnlyList<string> _namespaces;
    private readonly ConcurrentDictionary<string, Func<IEnumerable<ObjectReadiness>>> _kinds = new(StringComparer.Ordinal);

    public ObjectCensus(Meter meter, TimeProvider timeProvider, Func<string, bool> isHeld, IReadOnlyList<string> namespaces)
    {
        _timeProvider = timeProvider;
        _isHeld = isHeld;
        _namespaces = namespaces;
        OperatorFamilies.Objects.GaugeOn(meter, ObserveObjects);
        OperatorFamilies.Unready.GaugeOn(meter, ObserveUnready);
    }

    public void Add(string kind, Func<IEnumerable<ObjectReadiness>> list) => _kinds[kind] = list;

    private IEnumerable<Measurement<long>> ObserveObjects()
    {
        foreach ((string kind, ILookup<string, ObjectReadiness> objects) in Counted())
        {
            foreach (string @namespace in Namespaces(objects))
            {
                var counts = objects[@namespace].CountBy(static found => (found.Status, Reason: ReasonLabel(found.Reason))).ToDictionary();
                counts.TryAdd((Ready, ConditionReasons.Synced), 0);
                foreach (((string status, string reason), int count) in counts)
                {
                    yield return new(
                        count, new(MetricLabels.Kind, kind), new(MetricLabels.Namespace, @namespace), new(MetricLabels.Ready, status), new(MetricLabels.Reason, reason));
                }
            }
        }
    }

    private IEnumerable<Measurement<double>> ObserveUnready()
    {
        DateTime now = _timeProvider.GetUtcNow().UtcDateTime;
        foreach ((string kind, ILookup<string, ObjectReadiness> objects) in Counted())
        {
            foreach (string @namespace in Namespaces(objects))
            {
                double longest = objects[@namespace].Where(static found => found.Status != Ready)
                    .Select(found => found.Since is { } since ? Math.Max(0, (now - since.ToUniversalTime()).TotalSeconds) : 0)
                    .DefaultIfEmpty(0)
                    .Max();
                yield return new(longest, new(MetricLabels.Kind, kind), new(MetricLabels.Namespace, @namespace));
            }
        }
    }

    private IEnumerable<(string Kind, ILookup<string, ObjectReadiness> Objects)> Counted() => _kinds
        .Where(kind => _isHeld(kind.Key))
        .Select(static kind => (kind.Key, kind.Value().ToLookup(static found => found.Namespace)));

    private IEnumerable<string> Namespaces(ILookup<string, ObjectReadiness> objects) => _namespaces.Union(objects.Select(static group => group.Key));

    private static string ReasonLabel(string reason) =>
        reason == ObjectReadiness.NoReason || ReconcileResultLabel.KnownReasons.Contains(reason) ? reason : ConnectionReasonLabel.Other;
}
