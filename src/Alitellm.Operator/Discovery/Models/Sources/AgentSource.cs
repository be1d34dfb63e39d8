using Alitellm.Api.Agents;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Kubernetes.Informers;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>
/// The agents of the discovery's namespace that LiteLLM knows: a model for an agent without an id, or for one that is being deleted, would
/// lead nowhere.
/// </summary>
/// <param name="provider">The custom provider through which models call agents.</param>
internal sealed class AgentSource(IStore<LiteLLMA2AAgent> agents, string provider) : IModelSource
{
    public string Type => ModelSourceTypes.A2A;

    public string Provider => provider;

    public CredentialKeys Credentials => CredentialKeys.None;

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        return Task.FromResult<IReadOnlyList<ModelCandidate>>(
        [
            .. agents.List()
                .Where(agent => agent.Metadata.NamespaceProperty == request.Namespace
                    && agent.Metadata.DeletionTimestamp is null
                    && !string.IsNullOrEmpty(agent.Status?.LastRendered?.AgentID))
                .Select(agent => agent.Metadata.Name)
                .Order(StringComparer.Ordinal)
                .Select(name => new ModelCandidate(name)),
        ]);
    }
}
