using System.Text.Json.Nodes;

namespace Alitellm.Demo.Kubernetes;

/// <summary>What the Ready condition of an object says about its newest spec.</summary>
internal sealed record Readiness(string Kind, string Namespace, string Name, string Status, string Reason, string Message)
{
    public bool IsReady => Status == "True";

    public string Title => $"{Kind} {Namespace}/{Name}";

    public static Readiness Of(JsonObject resource)
    {
        var metadata = resource["metadata"]!;
        var condition = (resource["status"]?["conditions"] as JsonArray)?.FirstOrDefault(static c => (string?)c!["type"] == "Ready");
        var isCurrent = condition is not null && (long?)resource["status"]!["observedGeneration"] == (long?)metadata["generation"];
        return new(
            (string)resource["kind"]!,
            (string)metadata["namespace"]!,
            (string)metadata["name"]!,
            isCurrent ? (string)condition!["status"]! : "Unknown",
            isCurrent ? (string)condition!["reason"]! : "",
            isCurrent ? (string)condition!["message"]! : "not reconciled yet");
    }
}
