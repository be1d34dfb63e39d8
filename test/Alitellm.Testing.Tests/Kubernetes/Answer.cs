using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Tests.Kubernetes;

/// <summary>A whole answer.</summary>
internal sealed record Answer(int Code, JsonObject Body, HttpResponseHeaders Headers)
{
    public string? Reason => (string?)Body["reason"];

    public string? Message => (string?)Body["message"];

    public string Version => (string)Body["metadata"]!["resourceVersion"]!;

    /// <summary>Number at a dotted path.</summary>
    public long Number(string path) => (long)At(path)!;

    /// <summary>Compact JSON at a dotted path; null when absent.</summary>
    public string? Json(string path) => At(path)?.ToJsonString();

    public JsonNode? At(string path)
    {
        JsonNode? node = Body;
        foreach (var part in path.Split('.'))
        {
            node = node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : node?[part];
        }

        return node;
    }
}
