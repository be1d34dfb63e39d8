using Alitellm.Api.Agents;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>What an informer of agents would hold.</summary>
internal sealed class AgentStore(params IReadOnlyList<LiteLLMA2AAgent> agents) : IStore<LiteLLMA2AAgent>
{
    public int Count => agents.Count;

    public LiteLLMA2AAgent? Get(ObjectKey key)
    {
        return agents.FirstOrDefault(agent => ObjectKey.Of(agent) == key);
    }

    public IReadOnlyList<LiteLLMA2AAgent> List()
    {
        return agents;
    }

    public IReadOnlyList<LiteLLMA2AAgent> ByIndex(string index, string value)
    {
        throw new ArgumentException($"no index {index}", nameof(index));
    }
}
