using System.Text.Json.Nodes;

namespace Alitellm.Demo.Kubernetes;

/// <summary>What the Ready condition of an object says about its newest spec.</summary>
/// <param name="Owner">The title of the object that controls this one, if any does.</param>
internal sealed record Readiness(string Kind, string Namespace, string Name, string? Owner, string Status, string Reason, string Message)
{
    public bool IsReady => Status == "True";

    public string Title => TitleOf(Kind, Namespace, Name);

    public static string TitleOf(string? kind, string? @namespace, string? name) => $"{kind} {@namespace}/{name}";

    public static Readiness Of(JsonObject resource)
    {
        var metadata = resource["metadata"]!;
        var condition = (resource["status"]?["conditions"] as JsonArray)?.FirstOrDefault(static c => (string?)c!["type"] == "Ready");
        var isCurrent = condition is not null && (long?)resource["status"]!["observedGeneration"] == (long?)metadata["generation"];
        if (isCurrent && (int?)resource["status"]!["generatedCount"] == 0)
        {
            // A discovery may be right to generate nothing; every one of the samples has something to find, some of it a moment later.
            isCurrent = (string?)condition!["status"] != "True";
        }

        var owner = (metadata["ownerReferences"] as JsonArray)?.FirstOrDefault(static o => (bool?)o!["controller"] == true);
        return new(
            (string)resource["kind"]!,
            (string)metadata["namespace"]!,
            (string)metadata["name"]!,
            owner is null ? null : TitleOf((string?)owner["kind"], (string?)metadata["namespace"], (string?)owner["name"]),
            isCurrent ? (string)condition!["status"]! : "Unknown",
            isCurrent ? (string)condition!["reason"]! : "",
            isCurrent ? (string)condition!["message"]! : "not reconciled yet");
    }
}
