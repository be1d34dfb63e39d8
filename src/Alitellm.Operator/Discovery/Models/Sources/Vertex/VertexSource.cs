using System.Text.Json.Nodes;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Models.Sources.Vertex;

/// <summary>Google's own models in one location of Vertex AI, listed as a service account.</summary>
internal sealed class VertexSource(SourceClient client, TimeProvider time) : IModelSource
{
    public const string Key = "VERTEX_CREDENTIALS";

    private readonly GoogleTokens _tokens = new(client, time);

    public string Type => ModelSourceTypes.Vertex;

    public string Provider => "vertex_ai";

    public CredentialKeys Credentials { get; } = new([Key], []);

    public async Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken)
    {
        var location = request.Spec.Region ?? "";
        var host = HostOf(location);
        using var key = VertexKey.Parse(SourceCredentials.RequiredText(request, Key));
        (string, string)[] headers =
        [
            ("Authorization", $"Bearer {await _tokens.GetAsync(key, cancellationToken)}"),
            ("x-goog-user-project", key.ProjectId),
        ];
        var models = new Uri($"https://{host}/v1beta1/publishers/google/models");
        return await SourcePages.ReadAsync(Type, async token =>
        {
            var page = await client.GetAsync(Type, models.WithQuery(("pageSize", "100"), ("pageToken", token)), headers, cancellationToken);

            // Google leaves an empty list out of its JSON.
            return new SourcePage<ModelCandidate>(
                [.. page.OptionalItems("publisherModels").Select(model => Candidate(model.Text("name"), location, key.ProjectId))],
                page.OptionalText("nextPageToken"));
        });
    }

    /// <summary>The host that serves a location.</summary>
    /// <exception cref="SourceException">The location would make another host.</exception>
    public static string HostOf(string location)
    {
        return location switch
        {
            "global" => "aiplatform.googleapis.com",
            "eu" or "us" => $"aiplatform.{location}.rep.googleapis.com",
            _ when DnsName.IsLabel(location) => $"{location}-aiplatform.googleapis.com",
            _ => throw new SourceException(SourceFailure.InvalidConfig, "region is no location of Vertex AI"),
        };
    }

    private static ModelCandidate Candidate(string name, string location, string project)
    {
        return new ModelCandidate(name[(name.LastIndexOf('/') + 1)..])
        {
            Params = new JsonObject { ["vertex_location"] = location, ["vertex_project"] = project },
        };
    }
}
