using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>Google AI Studio's list of models. The key goes into a header: in a query it would stand in every log on the way.</summary>
internal sealed class GeminiSource(SourceClient client) : IModelSource
{
    private const string Key = "GEMINI_API_KEY";
    private const string OtherKey = "GOOGLE_API_KEY";
    private const string Prefix = "models/";

    private static readonly Uri s_models = new("https://generativelanguage.googleapis.com/v1beta/models");

    public string Type => ModelSourceTypes.Gemini;

    public string Provider => "gemini";

    public CredentialKeys Credentials { get; } = new([Key], [OtherKey])
    {
        Fallbacks = new Dictionary<string, string> { [Key] = OtherKey },
    };

    public Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var key = SourceCredentials.Required(request, request.Credentials.ContainsKey(OtherKey) && !request.Credentials.ContainsKey(Key) ? OtherKey : Key);
        return SourcePages.ReadAsync(Type, async token =>
        {
            var page = await GetAsync(s_models.WithQuery(("pageToken", token)), key, cancellationToken);

            // Google leaves an empty list out of its JSON.
            return new SourcePage<ModelCandidate>(
                [.. page.OptionalItems("models").Select(model => new ModelCandidate(IdOf(model.Text("name"))))],
                page.OptionalText("nextPageToken"));
        });
    }

    private async Task<SourceJson> GetAsync(Uri address, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("x-goog-api-key", key);
        var answer = await client.SendAsync(Type, request, cancellationToken);

        // A key that does not exist is told with 400, like a malformed request.
        return answer.Status == 400 && answer.Body.Span.IndexOf("\"API_KEY_INVALID\""u8) >= 0 ? throw SourceErrors.Refused(Type, answer.Status) : answer.Json();
    }

    private static string IdOf(string name)
    {
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
