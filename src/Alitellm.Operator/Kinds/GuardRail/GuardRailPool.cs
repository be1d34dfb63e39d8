using Alitellm.Api.GuardRails;
using Alitellm.Kubernetes;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Claims;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>The objects that share a guardrail's name at one proxy: LiteLLM balances requests between their entries.</summary>
internal sealed class GuardRailPool(Siblings<LiteLLMGuardRail> siblings, ConnectionRegistry connections)
{
    /// <summary>The other live objects of the pool, the oldest first.</summary>
    public IReadOnlyList<LiteLLMGuardRail> OthersOf(LiteLLMGuardRail resource)
    {
        var key = ObjectKey.Of(resource);
        var endpoint = connections.Get(ConnectionRefs.Of(resource)).Endpoint;
        return
        [
            .. siblings.Of(resource.Spec.GuardrailName)
                .Where(sibling => ObjectKey.Of(sibling) != key && connections.Get(ConnectionRefs.Of(sibling)).Endpoint == endpoint)
                .OrderBy(Age),
        ];
    }

    /// <summary>
    /// The member whose provider another one's differs from, or null. The oldest member settles the provider, so that a newcomer parks
    /// and not the guardrail that is in use.
    /// </summary>
    public LiteLLMGuardRail? Contradicted(LiteLLMGuardRail resource)
    {
        return OthersOf(resource).FirstOrDefault(other => Age(other).CompareTo(Age(resource)) < 0) is { } oldest && oldest.Spec.Provider != resource.Spec.Provider ? oldest : null;
    }

    private static (DateTime Created, ObjectKey Key) Age(LiteLLMGuardRail resource)
    {
        return (resource.Metadata.CreationTimestamp ?? DateTime.MaxValue, ObjectKey.Of(resource));
    }
}
