using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>
/// A vLLM server, whose <c>baseUrl</c> ends in <c>/v1</c> as LiteLLM wants it for <c>hosted_vllm</c>. A server started with an API key wants
/// it as a bearer token. Adapters it has loaded are in its list beside the model.
/// </summary>
internal sealed class VllmSource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    private const string Key = "VLLM_API_KEY";

    public string Type => ModelSourceTypes.Vllm;

    public string Provider => "hosted_vllm";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        return OpenAIModelList.ReadAsync(client, Type, rules.CheckBaseUrl(request.Spec.BaseUrl), SourceCredentials.Optional(request, Key), cancellationToken);
    }
}
