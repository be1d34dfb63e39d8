using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Children;

/// <summary>
/// All that is said about a generated object, for server-side apply: always the whole intent, so that what is no longer said is taken back. It
/// carries its own hash as an annotation, so that the object tells whether it was written from the same intent.
/// </summary>
internal sealed class ChildManifest
{
    private ChildManifest(ObjectKey key, JsonObject body, string hash)
    {
        Key = key;
        Body = body;
        Hash = hash;
    }

    public ObjectKey Key { get; }

    public JsonObject Body { get; }

    public string Hash { get; }

    /// <param name="finalizer">Set from the first moment on; null to leave that to the kind's controller.</param>
    /// <param name="annotations">Further annotations.</param>
    public static ChildManifest Of(string kind, string name, ChildOwner owner, JsonObject spec, string? finalizer = null, JsonObject? annotations = null)
    {
        annotations ??= [];
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = owner.Key.Namespace,
            ["labels"] = new JsonObject { [owner.Label] = owner.Key.Name },
            ["annotations"] = annotations,
            ["ownerReferences"] = new JsonArray((JsonNode)owner.Reference()),
        };
        if (finalizer is not null)
        {
            metadata["finalizers"] = new JsonArray((JsonNode)finalizer);
        }

        var body = new JsonObject { ["apiVersion"] = ApiGroup.ApiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };
        var hash = ContentHash.Of(body);
        annotations[ApiGroup.AppliedHashAnnotation] = hash;
        return new(new(owner.Key.Namespace, name), body, hash);
    }
}
