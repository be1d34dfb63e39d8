using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.ListWatch;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Informers;

/// <summary>The part of an informer that one reflector feeds: one namespace, or all. Reports trouble when it begins and when it is over.</summary>
/// <param name="synced">Called once: the partition keeps nobody waiting any more.</param>
/// <param name="stands">Told how the partition stands.</param>
internal sealed class InformerPartition<T>(
    string @namespace, InformerFeed<T> feed, bool mayBeAbsent, Action synced, Action<InformerStanding> stands, ILogger logger)
    : IReflectorTarget<T>, IReflectorReport
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly string _name = @namespace.Length == 0 ? feed.Name : $"{feed.Name} in {@namespace}";
    private string? _trouble;
    private bool _listed;
    private bool _synced;

    public string Namespace => @namespace;

    public void Replace(IReadOnlyList<T> items, IReadOnlyList<UndecodableItem> undecodable, string version)
    {
        feed.Replace(@namespace, items, undecodable, version, initial: !_listed);
        if (!_listed)
        {
            _listed = true;
            InformerLog.Synced(logger, _name, items.Count);
        }
    }

    public void Changed(WatchChange change, T item) => feed.Changed(change, item);

    public void Undecodable(WatchChange change, UndecodableItem item) => feed.Undecodable(change, item);

    public void Reached(string version) => feed.Reached(@namespace, version);

    public void Listed(int count)
    {
        feed.Metrics.Listed("success");
        if (_trouble is null)
        {
            // After trouble the list alone is not enough: where it may be read but not watched, it would be true for a moment only.
            stands(new(InformerState.Synced));
        }

        Answered();
    }

    public void ListFailed(KubernetesApiException failure, NextStep next)
    {
        feed.Metrics.Listed(failure.IsExpired ? "expired" : failure.Status is null ? "unreachable" : IsAbsence(failure) ? "absent" : "error");
        if (failure.IsExpired && next.Delay == TimeSpan.Zero)
        {
            InformerLog.Attempt(logger, _name, failure.Message, next.Delay);
            return;
        }

        Troubled(failure, next);
        if (mayBeAbsent)
        {
            Answered();
        }
    }

    public void Reached()
    {
        if (_trouble is not null)
        {
            _trouble = null;
            InformerLog.Recovered(logger, _name);
            stands(new(InformerState.Synced));
        }
    }

    public void WatchEnded(in WatchEnd end, NextStep next)
    {
        var result = end.Kind == WatchEndKind.Refused
            ? end.Failure!.IsExpired ? "expired" : end.Failure.Status == 429 ? "throttled" : "error"
            : end.Kind.ToString().ToLowerInvariant();
        feed.Metrics.WatchEnded(result);
        if (end.Kind == WatchEndKind.Malformed)
        {
            feed.Metrics.Undecodable();
        }

        // What goes on at once is the normal life of a watch.
        if (end.Failure is { } failure && next.Delay > TimeSpan.Zero)
        {
            Troubled(failure, next);
        }
        else
        {
            InformerLog.Attempt(logger, _name, $"watch {result} after {end.Lasted}, {end.Lines} events", next.Delay);
        }
    }

    private void Troubled(KubernetesApiException failure, NextStep next)
    {
        var trouble = $"{failure.Status} {failure.Reason}";
        stands(new(IsAbsence(failure) ? InformerState.Absent : InformerState.Stale, failure.Message));
        if (trouble == _trouble)
        {
            InformerLog.Attempt(logger, _name, failure.Message, next.Delay);
            return;
        }

        _trouble = trouble;
        if (IsAbsence(failure))
        {
            InformerLog.Absent(logger, _name);
        }
        else
        {
            InformerLog.Failing(logger, _name, failure.Message);
        }
    }

    private bool IsAbsence(KubernetesApiException failure) => mayBeAbsent && failure.IsNotFound;

    private void Answered()
    {
        if (!_synced)
        {
            _synced = true;
            synced();
        }
    }
}
