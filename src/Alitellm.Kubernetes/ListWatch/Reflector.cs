using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Keeps a target equal to what the server has of one kind in one namespace: lists, watches, lists again where a watch cannot go on.</summary>
internal sealed class Reflector<T>(
    ListWatch<T> source, IReflectorTarget<T> target, IReflectorReport report, TimeProvider timeProvider, Random random, bool mayBeAbsent)
    : IWatchSink<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ReflectorRules _rules = new(timeProvider, random, mayBeAbsent);
    private string _version = "0";

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var next = NextStep.Relist();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            next = next.List ? await ListAsync(next.Quorum, cancellationToken) : await WatchAsync(cancellationToken);
            if (next.Delay > TimeSpan.Zero)
            {
                await Task.Delay(next.Delay, timeProvider, cancellationToken);
            }
        }
    }

    void IWatchSink<T>.Connected() => report.Reached();

    void IWatchSink<T>.Changed(WatchChange change, T item)
    {
        target.Changed(change, item);
        Arrived(item.Metadata.ResourceVersion);
    }

    void IWatchSink<T>.Undecodable(WatchChange change, UndecodableItem item)
    {
        target.Undecodable(change, item);
        Arrived(item.ResourceVersion);
    }

    void IWatchSink<T>.Bookmark(string resourceVersion) => Arrived(resourceVersion);

    private async Task<NextStep> ListAsync(bool quorum, CancellationToken cancellationToken)
    {
        var batch = new ListBatch<T>();
        string version;
        try
        {
            version = await source.ListAsync(quorum ? "" : _version, batch, cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            var next = _rules.AfterListFailure(e, quorum);
            report.ListFailed(e, next);
            return next;
        }

        _version = version;
        target.Replace(batch.Items, batch.Undecodable, version);
        report.Listed(batch.Items.Count);
        return NextStep.Watch();
    }

    private async Task<NextStep> WatchAsync(CancellationToken cancellationToken)
    {
        var end = await source.WatchAsync(_version, this, random, cancellationToken);
        var next = _rules.AfterWatch(end);
        report.WatchEnded(end, next);
        return next;
    }

    private void Arrived(string? version)
    {
        if (!string.IsNullOrEmpty(version))
        {
            _version = version;
            target.Reached(version);
        }
    }
}
