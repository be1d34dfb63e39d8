using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Remote;

/// <summary>A kind whose objects declare entries of LiteLLM.</summary>
internal interface IKindRuntime : ILeasedKind
{
    /// <summary>The kind as others refer to it.</summary>
    IReferenceTarget Target { get; }

    /// <summary>Starts to listen to the kinds this one refers to; once, when all kinds are there.</summary>
    void FollowReferences();

    /// <summary>Reads LiteLLM's lists of the kind while somebody wants them. Runs on every replica.</summary>
    Task RunListsAsync(CancellationToken cancellationToken);

    /// <summary>The objects that use a Connection.</summary>
    IEnumerable<RemoteResource> UsersOf(ObjectKey connection);
}
