using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Remote;

/// <summary>One running kind, as the process sees it.</summary>
internal interface IKindRuntime : IDisposable
{
    string Kind { get; }

    /// <summary>The plural resource name, which names the lease.</summary>
    string Plural { get; }

    /// <summary>Kinds with the same placement are led by the same replica.</summary>
    string Placement { get; }

    /// <summary>The kind as others refer to it.</summary>
    IReferenceTarget Target { get; }

    /// <summary>The watch of the kind; runs on every replica.</summary>
    IInformer Informer { get; }

    /// <summary>Starts to listen to the kinds this one refers to; once, when all kinds are there.</summary>
    void FollowReferences();

    /// <summary>Reads LiteLLM's lists of the kind while somebody wants them. Runs on every replica.</summary>
    Task RunListsAsync(CancellationToken cancellationToken);

    /// <summary>Reconciles until cancelled. Called once per term.</summary>
    Task RunTermAsync(CancellationToken cancellationToken);

    /// <summary>The objects that use a Connection.</summary>
    IEnumerable<RemoteResource> UsersOf(ObjectKey connection);
}
