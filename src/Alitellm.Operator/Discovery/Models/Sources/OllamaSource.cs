using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>The models an Ollama server has on its disk. A key is needed only behind a gateway or at Ollama's own cloud.</summary>
internal sealed class OllamaSource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    private const string Key = "OLLAMA_API_KEY";

    public string Type => ModelSourceTypes.Ollama;

    /// <summary>
    /// LiteLLM knows two names for Ollama: <c>ollama</c> renders a prompt for <c>/api/generate</c>, <c>ollama_chat</c> sends the messages to
    /// <c>/api/chat</c> and is what its documentation recommends. Embedding models, which only <c>ollama</c> serves, are for filters.
    /// </summary>
    public string Provider => "ollama_chat";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var tags = rules.CheckBaseUrl(request.Spec.BaseUrl).Append("api/tags");
        var answer = await client.GetAsync(Type, tags, SourceCredentials.Bearer(SourceCredentials.Optional(request, Key)), cancellationToken);
        return [.. answer.Items("models").Select(model => new ModelCandidate(model.Text("name")))];
    }
}
