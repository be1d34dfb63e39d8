using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Testing.Kubernetes;

namespace Alitellm.Demo;

/// <summary>The manifests of the repository, made to fit this run.</summary>
internal static class Samples
{
    /// <summary>Requests per second to the stand-in. LiteLLM itself wants the default of 5; the stand-in does not mind, and nobody wants to wait.</summary>
    public const int StandInRequestsPerSecond = 500;

    /// <summary>Where the samples live.</summary>
    public const string Namespace = "default";

    private const string GeneratedPrefix = "generated-";
    private const string MasterKeySecret = "litellm-master-key";
    private const string VertexSecret = "vertex-discovery";

    public static IReadOnlyList<JsonObject> Definitions(string repository) => Read(Path.Combine(repository, "crds"));

    /// <summary>The samples in the order of their files, with the Connection pointing at this run's proxy, and the generated models.</summary>
    /// <param name="endpoint">Where LiteLLM is.</param>
    /// <param name="vertexCredentials">A key file that this run's providers take.</param>
    public static IReadOnlyList<JsonObject> For(DemoOptions options, Uri endpoint, string vertexCredentials)
    {
        var (repository, masterKey, isStandIn, models) = (options.Repository, options.MasterKey, options.LiteLLM is null, options.Models);
        var samples = Read(Path.Combine(repository, "samples"));
        foreach (var sample in samples)
        {
            switch ((string?)sample["kind"])
            {
                case LiteLLMConnection.KindName:
                    sample["spec"]!["endpoint"] = endpoint.ToString().TrimEnd('/');
                    if (isStandIn)
                    {
                        sample["spec"]!["maxRequestsPerSecond"] = StandInRequestsPerSecond;
                        sample["spec"]!["maxBurst"] = StandInRequestsPerSecond;
                    }

                    break;
                case "Secret" when masterKey is not null && (string?)sample["metadata"]!["name"] == MasterKeySecret:
                    sample["stringData"]!["master-key"] = masterKey;
                    break;
                case "Secret" when (string?)sample["metadata"]!["name"] == VertexSecret:
                    sample["stringData"]!["VERTEX_CREDENTIALS"] = vertexCredentials;
                    break;
            }
        }

        if (options.Kubeconfig is not null)
        {
            // Whether a cluster of somebody else's has ToolHive is not ours to decide.
            samples.RemoveAll(static sample => (string?)sample["kind"] == LiteLLMMCPServerDiscovery.KindName);
        }

        return [.. samples, .. Enumerable.Range(1, models).Select(Generated)];
    }

    /// <summary>Whether an object is one of this operator's kinds, which get a Ready condition.</summary>
    public static bool IsOurs(JsonObject manifest) => ((string?)manifest["apiVersion"])?.StartsWith(ApiGroup.Group + "/", StringComparison.Ordinal) == true;

    public static bool IsGenerated(string name) => name.StartsWith(GeneratedPrefix, StringComparison.Ordinal);

    private static List<JsonObject> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(static file => YamlJson.ParseAll(File.ReadAllText(file)))];

    private static JsonObject Generated(int number) => new()
    {
        ["apiVersion"] = $"{ApiGroup.Group}/{ApiGroup.Version}",
        ["kind"] = LiteLLMModel.KindName,
        ["metadata"] = new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"{GeneratedPrefix}{number:d4}"), ["namespace"] = Namespace },
        ["spec"] = new JsonObject { ["params"] = new JsonObject { ["model"] = "openai/gpt-4o-mini", ["rpm"] = number } },
    };
}
