using Alitellm.Api.Common;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote;

/// <summary>What an object brings about in Kubernetes, whatever LiteLLM's state.</summary>
internal interface IProjection<in TResource>
    where TResource : RemoteResource
{
    /// <summary>What was brought about is no longer so: the object is to be looked at again.</summary>
    event Action<ObjectKey>? Changed;

    Task ApplyAsync(TResource resource, CancellationToken cancellationToken);
}
