using Alitellm.Api.Common;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Remote.Claims;

/// <summary>The live objects of a kind, by what they claim in LiteLLM. Those being deleted claim nothing any more.</summary>
internal sealed class Siblings<TResource>(Informer<TResource> informer)
    where TResource : RemoteResource
{
    public IEnumerable<TResource> All => informer.List().Where(IsLive);

    public IEnumerable<TResource> Of(string claim)
    {
        return informer.ByIndex(RemoteIndexes.Claim, claim).Where(IsLive);
    }

    /// <summary>Those that share a claim, each once, the asked one included when it is live.</summary>
    public IEnumerable<TResource> Of(IEnumerable<string> claims)
    {
        return claims.SelectMany(Of).DistinctBy(resource => (resource.Metadata.NamespaceProperty, resource.Metadata.Name));
    }

    /// <summary>Those that have the id of an entry in their status.</summary>
    public IEnumerable<TResource> Recording(string id)
    {
        return informer.ByIndex(RemoteIndexes.RemoteId, id).Where(IsLive);
    }

    private static bool IsLive(TResource resource)
    {
        return resource.Metadata.DeletionTimestamp is null;
    }
}
