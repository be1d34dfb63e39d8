using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Leases;
using k8s.Models;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>One replica's way to the store, which may be out of order.</summary>
internal sealed class LeaseStoreDoor(MemoryLeaseStore store, TimeProvider time) : ILeaseStore
{
    // Far more than any test needs: time stands still in a hot loop, so it would never end by itself.
    private const int MostRequests = 100_000;

    public StoreFault Fault { get; set; }

    /// <summary>Of reading one lease; a status the API server answers.</summary>
    public int? ReadStatus { get; set; }

    /// <summary>Whether a watch of one lease, of which there are only others' ones, tells anything.</summary>
    public bool ToldOfOthers { get; set; } = true;

    public int Requests { get; private set; }

    /// <summary>Watches of one lease that were begun.</summary>
    public int WatchesOfOthers { get; private set; }

    /// <summary>A defect of the watch itself, not of the server.</summary>
    public bool WatchOfOthersFails { get; set; }

    public int OpenWatches { get; private set; }

    public Task<V1Lease?> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        return SendAsync(
            () => ReadStatus is { } status ? throw new KubernetesApiException(status, null, "refused") : store.Find(key.Namespace, key.Name),
            cancellationToken);
    }

    public Task WatchAsync(string @namespace, string labelSelector, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        return WatchAsync(() => store.List(@namespace, labelSelector), () => true, changed, synced, cancellationToken);
    }

    public Task WatchAsync(ObjectKey key, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        WatchesOfOthers++;
        return WatchOfOthersFails ? Task.FromException(new InvalidOperationException("boom")) : WatchAsync(() => store.Find(key.Namespace, key.Name) is { } lease ? [lease] : [], () => ToldOfOthers, changed, synced, cancellationToken);
    }

    public Task<V1Lease> CreateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => store.Create(lease), cancellationToken);
    }

    public Task<V1Lease> UpdateAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(() => store.Update(lease), cancellationToken);
    }

    public Task DeleteAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        return SendAsync(
            () =>
            {
                store.Delete(lease);
                return true;
            },
            cancellationToken);
    }

    /// <summary>A watch that fails and one that is silent look alike from here: nothing comes until it works again.</summary>
    private async Task WatchAsync(Func<IReadOnlyList<V1Lease>> list, Func<bool> tells, Action<InformerEvent<V1Lease>> changed, Action synced, CancellationToken cancellationToken)
    {
        Dictionary<ObjectKey, V1Lease> told = [];
        bool isInitial = true;
        OpenWatches++;
        while (true)
        {
            if (Fault == StoreFault.None && tells())
            {
                Tell(told, list().ToDictionary(ObjectKey.Of), isInitial, changed);
                if (isInitial)
                {
                    synced();
                }

                isInitial = false;
            }

            try
            {
                await Task.Delay(LeaseWorld.Step, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                OpenWatches--;
                return;
            }
        }
    }

    private static void Tell(Dictionary<ObjectKey, V1Lease> told, Dictionary<ObjectKey, V1Lease> present, bool isInitial, Action<InformerEvent<V1Lease>> changed)
    {
        foreach ((ObjectKey key, V1Lease lease) in told.Where(known => !present.ContainsKey(known.Key)).ToArray())
        {
            told.Remove(key);
            changed(new(key, lease, null, false));
        }

        foreach ((ObjectKey key, V1Lease lease) in present.Where(found => told.GetValueOrDefault(found.Key) != found.Value))
        {
            changed(new(key, told.GetValueOrDefault(key), lease, isInitial));
            told[key] = lease;
        }
    }

    private async Task<T> SendAsync<T>(Func<T> request, CancellationToken cancellationToken)
    {
        if (++Requests > MostRequests)
        {
            throw new InvalidOperationException("a hot loop");
        }

        StoreFault fault = Fault;
        if (fault == StoreFault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (fault == StoreFault.Unreachable)
        {
            throw new KubernetesApiException(null, null, "unreachable");
        }

        T answer = request();
        if (fault == StoreFault.AnswerHangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return fault == StoreFault.AnswerLost ? throw new KubernetesApiException(null, null, "connection reset") : answer;
    }
}
