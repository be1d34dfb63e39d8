using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>
/// Bedrock's models in several regions, in the order given. A model that two regions have is listed twice; whoever names candidates lets the
/// first win. One region that cannot be listed fails the whole list, or its models would be taken for gone.
/// </summary>
internal sealed class BedrockSource(SourceClient client, AwsCredentialChain chain, TimeProvider time) : IModelSource
{
    private const string KeyId = "AWS_ACCESS_KEY_ID";
    private const string SecretKey = "AWS_SECRET_ACCESS_KEY";
    private const string SessionToken = "AWS_SESSION_TOKEN";

    public string Type => ModelSourceTypes.Bedrock;

    public string Provider => "bedrock";

    public CredentialKeys Credentials { get; } = new([KeyId, SecretKey], [SessionToken]);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var regions = Regions(request.Spec);
        var geographies = request.Spec.InferenceProfiles is { } named ? named.ToArray() : [];
        var credentials = request.Spec.CredentialsSecretRef is null
            ? await chain.ResolveAsync(regions[0], cancellationToken)
            : new AwsCredentials(
                SourceCredentials.Required(request, KeyId),
                SourceCredentials.Required(request, SecretKey),
                SourceCredentials.Optional(request, SessionToken));
        var candidates = new List<ModelCandidate>();
        foreach (var region in regions)
        {
            candidates.AddRange(await new BedrockRegion(client, credentials, region, time).ListAsync(geographies, cancellationToken));
        }

        return candidates;
    }

    /// <summary>They become parts of host names, so the schema's word is not enough.</summary>
    private static IReadOnlyList<string> Regions(ModelDiscoverySpec spec)
    {
        return spec.Regions is { Count: > 0 } regions && regions.All(region => DnsName.IsLabel(region))
            ? [.. regions]
            : throw new SourceException(SourceFailure.InvalidConfig, "regions must name at least one AWS region");
    }
}
