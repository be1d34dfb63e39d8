using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>
/// A Text Generation Inference server serves one model and tells it at <c>/info</c>. LiteLLM reaches it as <c>huggingface</c> and appends
/// <c>/v1/chat/completions</c> to <c>api_base</c> by itself, so <c>baseUrl</c> is the server's root. An inference endpoint at Hugging Face wants
/// a token.
/// </summary>
internal sealed class HuggingFaceTgiSource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    private const string Key = "HUGGINGFACE_API_KEY";

    public string Type => ModelSourceTypes.HuggingFaceTgi;

    public string Provider => "huggingface";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var info = rules.CheckBaseUrl(request.Spec.BaseUrl).Append("info");
        var answer = await client.GetAsync(Type, info, SourceCredentials.Bearer(SourceCredentials.Optional(request, Key)), cancellationToken);
        return [new ModelCandidate(answer.Text("model_id"))];
    }
}
