using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>ElevenLabs: one list with models for speech, transcription and voices mixed; filters tell them apart.</summary>
internal sealed class ElevenLabsSource(SourceClient client) : IModelSource
{
    private const string Key = "ELEVENLABS_API_KEY";

    private static readonly Uri s_models = new("https://api.elevenlabs.io/v1/models");

    public string Type => ModelSourceTypes.ElevenLabs;

    public string Provider => "elevenlabs";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var models = await client.GetAsync(Type, s_models, [("xi-api-key", SourceCredentials.Required(request, Key))], cancellationToken);
        return [.. models.Items().Select(model => new ModelCandidate(model.Text("model_id")))];
    }
}
