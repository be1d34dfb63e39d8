using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Remote;

/// <summary>One running kind, as the process sees it.</summary>
internal interface IKindRuntime : IDisposable
{
    string Kind { get; }

    /// <summary>The plural resource name, which names the lease.</summary>
    string Plural { get; }

    /// <summary>Kinds with the same placement are led by the same replica.</summary>
    string Placement { get; }

    /// <summary>The watch of the kind; runs on every replica.</summary>
    IInformer Informer { get; }

    /// <summary>Reconciles until cancelled. Called once per term.</summary>
    Task RunTermAsync(CancellationToken cancellationToken);

    /// <summary>The objects that use a Connection.</summary>
    IEnumerable<RemoteResource> UsersOf(ObjectKey connection);
}
