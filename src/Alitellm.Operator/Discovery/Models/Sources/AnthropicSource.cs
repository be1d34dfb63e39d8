using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>Anthropic's list of models, in pages of the server's size.</summary>
internal sealed class AnthropicSource(SourceClient client) : IModelSource
{
    private const string Key = "ANTHROPIC_API_KEY";

    private static readonly Uri s_models = new("https://api.anthropic.com/v1/models");

    public string Type => ModelSourceTypes.Anthropic;

    public string Provider => "anthropic";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        (string, string)[] headers = [("x-api-key", SourceCredentials.Required(request, Key)), ("anthropic-version", "2023-06-01")];
        return SourcePages.ReadAsync(Type, async after =>
        {
            var page = await client.GetAsync(Type, s_models.WithQuery(("after_id", after)), headers, cancellationToken);
            return new SourcePage<ModelCandidate>(
                [.. page.Items("data").Select(model => new ModelCandidate(model.Text("id")))],
                page.Flag("has_more") ? page.Text("last_id") : null);
        });
    }
}
