using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>Who has which alias among the live objects. Of those that declare one at a proxy, the one whose <c>namespace/name</c> sorts last has it.</summary>
internal sealed class AliasClaims(Siblings<LiteLLMModelAlias> siblings, ConnectionRegistry connections)
{
    /// <summary>What becomes of each alias of the object, in the order of its spec. An object that only observes contends for nothing.</summary>
    public IReadOnlyList<AliasVerdict> VerdictsOf(LiteLLMModelAlias resource)
    {
        var endpoint = EndpointOf(resource);
        var contends = PoliciesOf(resource).Management == ManagementPolicy.Apply;
        return [.. resource.Spec.Aliases.Select(alias => new AliasVerdict(alias.Name, alias.Value, contends ? WinnerOver(resource, alias.Name, endpoint) : null))];
    }

    /// <summary>Everything the live objects have at a proxy and have recorded as theirs, as it should be there. What is suspended, only reported or ignored is left out.</summary>
    public IReadOnlyDictionary<string, string> WishesFor(EndpointRuntime endpoint)
    {
        var wishes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in At(endpoint))
        {
            var policies = PoliciesOf(resource);
            if (policies is { Suspend: false, Management: ManagementPolicy.Apply, Drift: DriftPolicy.Correct })
            {
                var ignored = IgnorePaths.Parse(policies.IgnoreFields);
                foreach (var alias in Recorded(resource, endpoint).Where(alias => !ignored.Matches(ModelAliasComparer.PathOf(alias.Name))))
                {
                    wishes[alias.Name] = alias.Value;
                }
            }
        }

        return wishes;
    }

    /// <summary>Name and target of every alias that live objects have written at a proxy.</summary>
    public IReadOnlyDictionary<string, string> WrittenAt(EndpointRuntime endpoint)
    {
        return At(endpoint)
            .Where(resource => PoliciesOf(resource).Management == ManagementPolicy.Apply)
            .SelectMany(resource => Recorded(resource, endpoint))
            .ToDictionary(alias => alias.Name, alias => alias.Value, StringComparer.Ordinal);
    }

    /// <summary>The first live object at a proxy, to tell its news to; null when there is none.</summary>
    public LiteLLMModelAlias? SpokesmanOf(EndpointRuntime endpoint)
    {
        return At(endpoint).MinBy(ObjectKey.Of);
    }

    /// <summary>Whether a name in LiteLLM is known to be of our making, whichever object recorded it.</summary>
    public bool IsRecorded(string name, EndpointRuntime endpoint)
    {
        return ClaimantsOf(name, endpoint).Any(resource => OwnedAliases.Of(resource.Status, endpoint.Endpoint).Contains(name));
    }

    /// <summary>Whether another live object takes a name over as it stands. One that may not adopt it would be shut out by what is left behind, and a suspended one would leave it there.</summary>
    public bool HasHeir(LiteLLMModelAlias resource, string name, EndpointRuntime endpoint)
    {
        var key = ObjectKey.Of(resource);
        return ClaimantsOf(name, endpoint).Any(other => ObjectKey.Of(other) != key
            && (PoliciesOf(other) is { Suspend: false, Management: ManagementPolicy.Apply, Adoption: AdoptionPolicy.Always } || OwnedAliases.Of(other.Status, endpoint.Endpoint).Contains(name)));
    }

    private string? WinnerOver(LiteLLMModelAlias resource, string name, EndpointRuntime? endpoint)
    {
        var winner = ClaimantsOf(name, endpoint).Where(other => PoliciesOf(other).Management == ManagementPolicy.Apply).Append(resource).MaxBy(ObjectKey.Of)!;
        var key = ObjectKey.Of(winner);
        return key == ObjectKey.Of(resource) ? null : $"{key}#{IndexOf(winner, name)}";
    }

    private IEnumerable<ModelAliasEntry> Recorded(LiteLLMModelAlias resource, EndpointRuntime endpoint)
    {
        var owned = OwnedAliases.Of(resource.Status, endpoint.Endpoint);
        return resource.Spec.Aliases.Where(alias => owned.Contains(alias.Name) && WinnerOver(resource, alias.Name, endpoint) is null);
    }

    private IEnumerable<LiteLLMModelAlias> At(EndpointRuntime endpoint)
    {
        return siblings.All.Where(resource => EndpointOf(resource) == endpoint);
    }

    private IEnumerable<LiteLLMModelAlias> ClaimantsOf(string name, EndpointRuntime? endpoint)
    {
        return siblings.Of(name).Where(resource => EndpointOf(resource) == endpoint);
    }

    private EndpointRuntime? EndpointOf(LiteLLMModelAlias resource)
    {
        return connections.Get(ConnectionRefs.Of(resource)).Endpoint;
    }

    private EffectivePolicies PoliciesOf(LiteLLMModelAlias resource)
    {
        return EffectivePolicies.Of(resource.CommonSpec, connections.Get(ConnectionRefs.Of(resource)).Defaults);
    }

    private static int IndexOf(LiteLLMModelAlias resource, string name)
    {
        return resource.Spec.Aliases.TakeWhile(alias => alias.Name != name).Count();
    }
}
