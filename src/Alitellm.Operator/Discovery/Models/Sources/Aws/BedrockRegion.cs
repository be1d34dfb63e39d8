using System.Text.Json.Nodes;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>Bedrock's control plane in one region, during one pass.</summary>
internal sealed class BedrockRegion(SourceClient client, AwsCredentials credentials, string region, TimeProvider time)
{
    private const string OnDemand = "ON_DEMAND";
    private const string Active = "ACTIVE";

    /// <summary>Errors that mean the credentials, whatever status they come with.</summary>
    private static readonly string[] s_refusals =
        ["AccessDeniedException", "InvalidSignatureException", "ExpiredTokenException", "UnrecognizedClientException", "UnauthorizedException"];

    private readonly string _source = $"bedrock in {region}";
    private readonly Uri _root = new($"https://bedrock.{region}.amazonaws.com");

    /// <param name="geographies">Which inference profiles may stand in for models without on-demand access, the best first; none: such models are left out.</param>
    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(IReadOnlyList<string> geographies, CancellationToken cancellationToken)
    {
        // The server may filter only when no profile is to stand in for what it would filter out.
        var filter = geographies.Count == 0 ? OnDemand : null;
        var models = await GetAsync(_root.Append("foundation-models").WithQuery(("byInferenceType", filter)), cancellationToken);
        var profiles = geographies.Count == 0 ? [] : await ProfilesAsync(cancellationToken);
        return
        [
            .. models.Items("modelSummaries")
                .Where(model => model.Optional("modelLifecycle")?.OptionalText("status") == Active && !Texts(model, "outputModalities").Contains("EMBEDDING"))
                .Select(model => Candidate(model, geographies, profiles))
                .OfType<ModelCandidate>(),
        ];
    }

    private ModelCandidate? Candidate(SourceJson model, IReadOnlyList<string> geographies, HashSet<string> profiles)
    {
        var id = model.Text("modelId");
        var candidate = new ModelCandidate(id) { Params = new JsonObject { ["aws_region_name"] = region } };
        return Texts(model, "inferenceTypesSupported").Contains(OnDemand)
            ? candidate
            : geographies.Select(geography => $"{geography}.{id}").FirstOrDefault(profiles.Contains) is { } profile
                ? candidate with { RoutedId = profile }
                : null;
    }

    private async Task<HashSet<string>> ProfilesAsync(CancellationToken cancellationToken)
    {
        var profiles = await SourcePages.ReadAsync(_source, async token =>
        {
            var address = _root.Append("inference-profiles").WithQuery(("nextToken", token), ("type", "SYSTEM_DEFINED"));
            var page = await GetAsync(address, cancellationToken);
            return new SourcePage<string>(
                [
                    .. page.Items("inferenceProfileSummaries")
                        .Where(profile => profile.OptionalText("status") == Active)
                        .Select(profile => profile.Text("inferenceProfileId")),
                ],
                page.OptionalText("nextToken"));
        });
        return [.. profiles];
    }

    private async Task<SourceJson> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in AwsSignature.Sign("GET", address, [], [], credentials, region, "bedrock", time.GetUtcNow()))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await client.SendAsync(_source, request, cancellationToken);

        // The header holds the name, and sometimes more behind a colon.
        var error = answer.Header("x-amzn-ErrorType")?.Split(':')[0];
        return !answer.IsSuccess && s_refusals.Contains(error) ? throw SourceErrors.Refused(_source, answer.Status) : answer.Json();
    }

    private static IEnumerable<string> Texts(SourceJson model, string name)
    {
        return model.OptionalItems(name).Select(item => item.AsText());
    }
}
