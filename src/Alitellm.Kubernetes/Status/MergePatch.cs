using System.Text.Json.Nodes;

namespace Alitellm.Kubernetes.Status;

/// <summary>RFC 7386 difference of two documents.</summary>
public static class MergePatch
{
    /// <returns>The patch that turns <paramref name="from"/> into <paramref name="to"/>, or null when they are equal.</returns>
    public static JsonObject? Between(JsonObject from, JsonObject to) => throw new NotImplementedException();
}
