using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>
/// The deployments of an Azure OpenAI resource: callers name the deployment, so it is the candidate and not the model behind it. The list is
/// part of the authoring API 2022-12-01, the last stable version in which the resource itself answers it to an API key; later ones moved it
/// to the management API, which wants an Azure identity. It is one answer without pages.
/// </summary>
internal sealed class AzureOpenAISource(SourceClient client, SourceAddressRules rules) : IModelSource
{
    private const string Key = "AZURE_API_KEY";
    private const string ApiVersion = "2022-12-01";

    /// <summary>A deployment that is being changed ("running") still serves, so it is no reason to drop its model for a while.</summary>
    private static readonly string[] s_unusable = ["notRunning", "canceled", "failed", "deleted"];

    public string Type => ModelSourceTypes.AzureOpenAI;

    public string Provider => "azure";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var deployments = rules.CheckBaseUrl(request.Spec.BaseUrl).Append("openai/deployments").WithQuery(("api-version", ApiVersion));
        var answer = await client.GetAsync(Type, deployments, [("api-key", SourceCredentials.Required(request, Key))], cancellationToken);
        return
        [
            .. answer.Items("data")
                .Where(deployment => !s_unusable.Contains(deployment.OptionalText("status")))
                .Select(deployment => new ModelCandidate(deployment.Text("id"))),
        ];
    }
}
