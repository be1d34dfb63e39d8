using Alitellm.Api.Agents;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>Tells the discoveries of type a2a when an agent of their namespace became usable, or stopped being so.</summary>
internal sealed class AgentWatch
{
    private const string Namespace = "a2a-namespace";

    private readonly Informer<LiteLLMModelDiscovery> _discoveries;

    public AgentWatch(Informer<LiteLLMA2AAgent> agents, Informer<LiteLLMModelDiscovery> discoveries)
    {
        _discoveries = discoveries;
        discoveries.AddIndex(Namespace, discovery => discovery.Spec.Type == ModelSourceTypes.A2A ? [discovery.Metadata.NamespaceProperty] : []);

        // The agent's own controller of this process notes the id, and puts what it wrote.
        agents.Subscribe(OnAgent, ownWrites: true);
    }

    public event Action<ObjectKey>? Changed;

    private void OnAgent(InformerEvent<LiteLLMA2AAgent> change)
    {
        if (change.IsInitial || Facts(change.Old) == Facts(change.New))
        {
            return;
        }

        foreach (var discovery in _discoveries.ByIndex(Namespace, change.Key.Namespace))
        {
            Changed?.Invoke(ObjectKey.Of(discovery));
        }
    }

    /// <summary>All that decides whether an agent is a candidate.</summary>
    private static (string? Id, bool IsDeleting)? Facts(LiteLLMA2AAgent? agent)
    {
        return agent is null ? null : (agent.Status?.LastRendered?.AgentID, agent.Metadata.DeletionTimestamp is not null);
    }
}
