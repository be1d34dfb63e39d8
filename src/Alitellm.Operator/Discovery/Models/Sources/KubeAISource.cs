using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>KubeAI in the cluster: OpenAI's form, no credentials. It serves through vLLM, which is what LiteLLM calls it.</summary>
internal sealed class KubeAISource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    public string Type => ModelSourceTypes.KubeAI;

    public string Provider => "hosted_vllm";

    public CredentialKeys Credentials => CredentialKeys.None;

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        return OpenAIModelList.ReadAsync(client, Type, rules.CheckBaseUrl(request.Spec.BaseUrl), key: null, cancellationToken);
    }
}
