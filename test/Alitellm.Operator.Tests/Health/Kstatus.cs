using System.Text.Json.Nodes;

namespace Alitellm.Operator.Tests.Health;

/// <summary>What kstatus, and with it Flux and <c>kubectl wait</c>, makes of an object; its published rules for resources without rules of their own.</summary>
internal static class Kstatus
{
    public const string Terminating = "Terminating";
    public const string InProgress = "InProgress";
    public const string Failed = "Failed";
    public const string Current = "Current";

    public static string Of(JsonObject found)
    {
        if (found["metadata"]!["deletionTimestamp"] is not null)
        {
            return Terminating;
        }

        if (found["status"]?["observedGeneration"] is { } observed && observed.ToJsonString() != found["metadata"]!["generation"]!.ToJsonString())
        {
            return InProgress;
        }

        if (Is(found, "Reconciling") == "True")
        {
            return InProgress;
        }

        if (Is(found, "Stalled") == "True")
        {
            return Failed;
        }

        return Is(found, "Ready") is "False" or "Unknown" ? InProgress : Current;
    }

    private static string? Is(JsonObject found, string type) =>
        (string?)found["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition!["type"] == type)?["status"];
}
