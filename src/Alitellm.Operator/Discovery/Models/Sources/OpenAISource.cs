using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>OpenAI, or behind <c>baseUrl</c> any service that answers like it.</summary>
internal sealed class OpenAISource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    private const string Key = "OPENAI_API_KEY";

    private static readonly Uri s_openAI = new("https://api.openai.com/v1");

    public string Type => ModelSourceTypes.OpenAI;

    public string Provider => "openai";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var root = string.IsNullOrEmpty(request.Spec.BaseUrl) ? s_openAI : rules.CheckBaseUrl(request.Spec.BaseUrl);
        return OpenAIModelList.ReadAsync(client, Type, root, SourceCredentials.Required(request, Key), cancellationToken);
    }
}
