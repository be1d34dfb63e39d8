using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>What the API machinery checks and keeps for every kind, whatever its schema.</summary>
internal static class ObjectRules
{
    public static void CheckType(ResourceType type, ServedVersion version, JsonObject obj)
    {
        var kind = Metadata.Text(obj, "kind");
        var apiVersion = Metadata.Text(obj, "apiVersion");
        if (type.Custom && kind.Length == 0)
        {
            throw ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {type.Kind}): Object 'Kind' is missing");
        }

        if (kind.Length > 0 && kind != type.Kind)
        {
            var name = Metadata.Text(Metadata.Of(obj), "name");
            throw ApiErrors.Invalid(type.Group, kind, name, [FieldError.Invalid("kind", $"\"{kind}\"", $"must be {type.Kind}")]);
        }

        if (apiVersion.Length > 0 && apiVersion != version.ApiVersion)
        {
            throw ApiErrors.BadRequest($"the API version in the data ({apiVersion}) does not match the expected API version ({version.ApiVersion})");
        }

        obj["apiVersion"] = version.ApiVersion;
        obj["kind"] = type.Kind;
    }

    public static void PlaceInNamespace(ResourceType type, string ns, JsonObject metadata)
    {
        var stated = Metadata.Text(metadata, "namespace");
        if (!type.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (stated.Length > 0 && stated != ns)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        metadata["namespace"] = ns;
    }

    public static void CheckIdentity(ResourceType type, StoredObject current, JsonObject metadata)
    {
        var name = Metadata.Text(metadata, "name");
        if (name != current.Name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({current.Name})");
        }

        if (Metadata.Text(metadata, "namespace") is { Length: > 0 } ns && ns != current.Namespace)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (Metadata.Text(metadata, "uid") is { Length: > 0 } uid && uid != current.Uid)
        {
            throw ApiErrors.Conflict(type, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        var version = Metadata.Text(metadata, "resourceVersion");
        if (version is "" or "0")
        {
            if (!type.AllowsUnconditionalUpdate)
            {
                throw ApiErrors.Invalid(type.Group, type.Plural, name, [FieldError.Invalid("metadata.resourceVersion", "0", "must be specified for an update")]);
            }
        }
        else if (version != current.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw ApiErrors.Modified(type, name);
        }
    }

    public static void KeepServerFields(JsonObject before, JsonObject metadata, bool applied)
    {
        foreach (var field in (string[])["uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "namespace", "selfLink"])
        {
            Carry(before, metadata, field);
        }

        if (!applied)
        {
            Carry(before, metadata, "managedFields");
        }
    }

    public static void Carry(JsonObject from, JsonObject to, string field)
    {
        if (from.TryGetPropertyValue(field, out var value))
        {
            to[field] = value?.DeepClone();
        }
        else
        {
            to.Remove(field);
        }
    }

    public static void CheckFinalizers(ResourceType type, StoredObject current, JsonObject metadata)
    {
        if (!current.IsDeleting)
        {
            return;
        }

        var added = Metadata.Finalizers(metadata).Except(Metadata.Finalizers(Metadata.Of(current.Json))).ToList();
        if (added.Count > 0)
        {
            var shown = string.Join(", ", added.Select(f => $"\"{f}\""));
            throw ApiErrors.Invalid(type, current.Name, [FieldError.Forbidden(
                "metadata.finalizers",
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{shown}}}")]);
        }
    }

    /// <summary>The status endpoint takes the status and nothing else, but for ownership settled by apply.</summary>
    public static JsonObject WithStatusOf(JsonObject before, JsonObject obj, bool applied)
    {
        var result = (JsonObject)before.DeepClone();
        Carry(obj, result, "status");
        if (applied)
        {
            Carry(Metadata.Of(obj), Metadata.Of(result), "managedFields");
        }

        return result;
    }

    public static void BumpGeneration(ResourceType type, ServedVersion version, JsonObject before, JsonObject after, JsonObject metadata)
    {
        if (!type.TracksGeneration)
        {
            return;
        }

        bool Counts(string field) => field is not ("apiVersion" or "kind" or "metadata") && !(field == "status" && version.HasStatus);
        var changed = before.Select(f => f.Key).Union(after.Select(f => f.Key)).Where(Counts).Any(f => !JsonNode.DeepEquals(before[f], after[f]));
        if (changed)
        {
            metadata["generation"] = Metadata.Generation(metadata) + 1;
        }
    }
}
