using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Informers;

/// <summary>Shared store of one kind kept current by list and watch.</summary>
public sealed class Informer<T> : IInformer, IStore<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public Informer(KubernetesConnection connection, ResourceType<T> type, InformerOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory) => throw new NotImplementedException();

    public string Name => throw new NotImplementedException();

    public bool HasSynced => throw new NotImplementedException();

    public bool IsAlive => throw new NotImplementedException();

    public int Count => throw new NotImplementedException();

    /// <summary>Adds a named index; only before <see cref="RunAsync"/>.</summary>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values) => throw new NotImplementedException();

    /// <summary>Calls <paramref name="handler"/> for every change after the store has it; a late subscriber first gets every object as an initial add. Handlers must be quick and must not throw; a throw is logged and counted.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler) => throw new NotImplementedException();

    public T? Get(ObjectKey key) => throw new NotImplementedException();

    public IReadOnlyList<T> List() => throw new NotImplementedException();

    public IReadOnlyList<T> ByIndex(string index, string value) => throw new NotImplementedException();

    /// <summary>Puts the answer of our own write, so that the next reconcile reads it; older than what is held is ignored. Raises no event.</summary>
    public void Put(T resource) => throw new NotImplementedException();

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task RunAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
