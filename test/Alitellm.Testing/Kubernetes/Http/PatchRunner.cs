using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Applies the four patch types. Guarded by the server's lock.</summary>
internal sealed class PatchRunner(ObjectWriter writer, TimeProvider time)
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    /// <returns>The object after the patch, and whether it was created by it.</returns>
    public (StoredObject Object, bool Created) Run(
        RequestInfo request, ResourceType type, ServedVersion version, ReadOnlySpan<byte> body, WriteOptions write, bool force)
    {
        string[] accepted = type.Custom ? [Json, Merge, Apply] : [Json, Merge, Strategic, Apply];
        if (!accepted.Contains(request.ContentType))
        {
            throw ApiErrors.UnsupportedMediaType(accepted);
        }

        var current = type.Collection.Find(request.Namespace, request.Name);
        if (request.ContentType == Apply)
        {
            return ServerSideApply(request, type, version, current, JsonText.ParseObject(body), write, force);
        }

        if (current is null)
        {
            throw ApiErrors.NotFound(type, request.Name);
        }

        var target = current.Copy(version);
        var patched = request.ContentType switch
        {
            Json => JsonPatch.Apply(target, Decode(body) as JsonArray ?? throw Undecodable("expected a list")),
            Merge => MergePatch.Apply(target, Decode(body) as JsonObject ?? throw Undecodable("expected an object")),
            _ => StrategicMergePatch.Apply(target, Decode(body) as JsonObject ?? throw Undecodable("expected an object")),
        };
        return (writer.Update(type, version, current, patched, write), false);
    }

    private (StoredObject Object, bool Created) ServerSideApply(
        RequestInfo request, ResourceType type, ServedVersion version, StoredObject? current, JsonObject applied, WriteOptions write, bool force)
    {
        if (write.Manager.Length == 0)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [FieldError.Required("fieldManager", "is required for apply patch")]);
        }

        if (Metadata.Of(applied).ContainsKey("managedFields"))
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        var subresource = request.Subresource;
        var scope = subresource == "status" ? StatusScope.Only : version.HasStatus ? StatusScope.Without : StatusScope.Whole;
        var owner = new FieldWriter(write.Manager, "Apply", version.ApiVersion, subresource);
        var schema = version.Schema ?? BuiltInSchemas.Free;
        var now = Metadata.Timestamp(time.GetUtcNow());
        if (current is null && subresource.Length > 0)
        {
            throw ApiErrors.NotFound(type, request.Name);
        }

        Metadata.Of(applied)["name"] ??= request.Name;
        if (Metadata.Text(Metadata.Of(applied), "name") != request.Name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({Metadata.Text(Metadata.Of(applied), "name")}) does not match the name on the URL ({request.Name})");
        }

        var live = current?.Copy(version) ?? [];
        var merged = FieldOwnership.Apply(live, applied, schema, scope, owner, force, now);
        return current is null
            ? (writer.Create(type, version, request.Namespace, merged, write, applied: true), true)
            : (writer.Update(type, version, current, merged, write, applied: true), false);
    }

    private static JsonNode? Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonText.ParseNode(body);
        }
        catch (Exception e) when (e is JsonException or YamlDotNet.Core.YamlException or ArgumentException)
        {
            throw Undecodable(e.Message);
        }
    }

    private static ApiStatusException Undecodable(string why) => ApiErrors.BadRequest($"error decoding patch: {why}");
}
