using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Create and update: defaulting, pruning, validation, generation, optimistic locking, ownership. Guarded by the server's lock.</summary>
internal sealed partial class ObjectWriter(ObjectDatabase database, ResourceRegistry registry, ApiServerOptions options, TimeProvider time, Random random)
{
    private const string SuffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Called after a definition was stored, so that its resource is served.</summary>
    public required Action<JsonObject> DefinitionStored { get; init; }

    public required ObjectRemover Remover { get; init; }

    /// <summary>Stores a new object. <paramref name="applied"/>: server-side apply has settled field ownership already.</summary>
    public StoredObject Create(ResourceType type, ServedVersion version, string ns, JsonObject obj, WriteOptions write, bool applied = false)
    {
        ObjectRules.CheckType(type, version, obj);
        var metadata = Metadata.Of(obj);
        ObjectRules.PlaceInNamespace(type, ns, metadata);
        NameObject(type, metadata);
        var name = Metadata.Text(metadata, "name");
        CheckNamespace(type, Metadata.Text(metadata, "namespace"), name);
        if (Metadata.Text(metadata, "resourceVersion").Length > 0)
        {
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        }

        foreach (var field in (string[])["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"])
        {
            metadata.Remove(field);
        }

        metadata["uid"] = NewUid();
        metadata["creationTimestamp"] = Now();
        if (type.TracksGeneration)
        {
            metadata["generation"] = 1;
        }

        if (version.HasStatus)
        {
            obj.Remove("status");
        }

        ObjectShaper.Shape(type, version, obj, write, name);
        if (type.Collection.Find(Metadata.Text(metadata, "namespace"), name) is not null)
        {
            throw ApiErrors.AlreadyExists(type, name);
        }

        if (!applied)
        {
            metadata.Remove("managedFields");
            Own(null, obj, version, write);
        }

        return Store(type, version, obj, write);
    }

    public StoredObject Update(ResourceType type, ServedVersion version, StoredObject current, JsonObject obj, WriteOptions write, bool applied = false)
    {
        ObjectRules.CheckType(type, version, obj);
        var before = current.Copy(version);
        var metadata = Metadata.Of(obj);
        ObjectRules.CheckIdentity(type, current, metadata);
        ObjectRules.KeepServerFields(Metadata.Of(before), metadata, applied);
        if (write.Subresource == "status")
        {
            obj = ObjectRules.WithStatusOf(before, obj, applied);
            metadata = Metadata.Of(obj);
        }
        else if (version.HasStatus)
        {
            ObjectRules.Carry(before, obj, "status");
        }

        ObjectShaper.Shape(type, version, obj, write, current.Name);
        ObjectRules.CheckFinalizers(type, current, metadata);
        ObjectRules.BumpGeneration(type, version, before, obj, metadata);
        if (!applied)
        {
            Own(before, obj, version, write);
        }

        if (JsonNode.DeepEquals(before, obj))
        {
            return current;
        }

        if (current.IsDeleting && Metadata.Finalizers(metadata).Count == 0 && !write.DryRun && !Remover.HoldsBack(type, obj))
        {
            Remover.Finish(type, current, ToStorage(version, obj));
            return new StoredObject(ToStorage(version, obj), current.Version);
        }

        return Store(type, version, obj, write);
    }

    private StoredObject Store(ResourceType type, ServedVersion version, JsonObject obj, WriteOptions write)
    {
        var stored = ToStorage(version, obj);
        if (type == registry.Definitions)
        {
            DefinitionReader.Establish(stored, Now());
        }

        if (write.DryRun)
        {
            var preview = new StoredObject(stored, database.Version);
            if (type.Collection.Find(preview.Namespace, preview.Name) is null)
            {
                Metadata.Of(preview.Json).Remove("resourceVersion");
            }

            return preview;
        }

        var result = database.Put(type.Collection, stored);
        if (type == registry.Definitions)
        {
            DefinitionStored(result.Json);
        }

        Remover.CollectIfOrphaned(type, result);
        return result;
    }

    private static JsonObject ToStorage(ServedVersion version, JsonObject obj) => version.ToStorage is { } convert ? convert(obj) : (JsonObject)obj.DeepClone();

    private void NameObject(ResourceType type, JsonObject metadata)
    {
        var name = Metadata.Text(metadata, "name");
        if (name.Length == 0 && Metadata.Text(metadata, "generateName") is { Length: > 0 } prefix)
        {
            name = prefix + new string([.. Enumerable.Range(0, 5).Select(_ => SuffixAlphabet[random.Next(SuffixAlphabet.Length)])]);
            metadata["name"] = name;
        }

        if (name.Length == 0)
        {
            throw ApiErrors.Invalid(type, "", [FieldError.Required("metadata.name", "name or generateName is required")]);
        }

        if (name.Length > 253 || !Subdomain().IsMatch(name))
        {
            const string rule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with "
                + "an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
            throw ApiErrors.Invalid(type, name, [FieldError.Invalid("metadata.name", $"\"{name}\"", rule)]);
        }
    }

    private void CheckNamespace(ResourceType type, string ns, string name)
    {
        if (!type.Namespaced)
        {
            return;
        }

        var found = registry.Namespaces.Collection.Find("", ns);
        if (found is null && options.CreateMissingNamespaces)
        {
            var json = new JsonObject { ["metadata"] = new JsonObject { ["name"] = ns } };
            found = Create(registry.Namespaces, registry.Namespaces.StorageVersion, "", json, WriteOptions.Direct("namespaces"));
        }

        if (found is null)
        {
            throw ApiErrors.NotFound(registry.Namespaces, ns);
        }

        if (found.IsDeleting)
        {
            throw ApiErrors.Forbidden(type, name, $"unable to create new content in namespace {ns} because it is being terminated");
        }
    }

    private void Own(JsonObject? before, JsonObject after, ServedVersion version, WriteOptions write)
    {
        var scope = write.Subresource == "status" ? StatusScope.Only : version.HasStatus ? StatusScope.Without : StatusScope.Whole;
        var writer = new FieldWriter(write.Manager, "Update", version.ApiVersion, write.Subresource);
        FieldOwnership.Update(before, after, version.Schema ?? BuiltInSchemas.Free, scope, writer, Now());
    }

    private string Now() => Metadata.Timestamp(time.GetUtcNow());

    private string NewUid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();
}
