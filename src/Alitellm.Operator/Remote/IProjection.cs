using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote;

/// <summary>What an object brings about in Kubernetes, whatever LiteLLM's state.</summary>
internal interface IProjection<in TResource>
    where TResource : RemoteResource
{
    Task ApplyAsync(TResource resource, CancellationToken cancellationToken);
}
