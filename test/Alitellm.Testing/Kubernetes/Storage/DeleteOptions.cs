using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>How to delete; grace periods are ignored.</summary>
/// <param name="Propagation">Background, Foreground or Orphan.</param>
/// <param name="Uid">Precondition.</param>
/// <param name="ResourceVersion">Precondition.</param>
/// <param name="DryRun">Only say what would be.</param>
internal sealed record DeleteOptions(string Propagation, string? Uid, string? ResourceVersion, bool DryRun)
{
    public static DeleteOptions Background { get; } = new("Background", null, null, false);

    /// <summary>Body fields win over query parameters.</summary>
    public static DeleteOptions Read(JsonObject? body, RequestQuery query)
    {
        var preconditions = body?["preconditions"] as JsonObject;
        var orphan = (bool?)body?["orphanDependents"] ?? query.Flag("orphanDependents");
        return new DeleteOptions(
            (string?)body?["propagationPolicy"] ?? (query.Has("propagationPolicy") ? query["propagationPolicy"] : orphan ? "Orphan" : "Background"),
            (string?)preconditions?["uid"],
            (string?)preconditions?["resourceVersion"],
            query.Has("dryRun") || body?["dryRun"] is JsonArray { Count: > 0 });
    }
}
