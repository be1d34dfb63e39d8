using System.Text;
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
        CheckType(type, version, obj);
        var metadata = Metadata.Of(obj);
        PlaceInNamespace(type, ns, metadata);
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

        Shape(type, version, obj, write, name);
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
        CheckType(type, version, obj);
        var before = current.Copy(version);
        var metadata = Metadata.Of(obj);
        CheckIdentity(type, current, metadata);
        KeepServerFields(Metadata.Of(before), metadata, applied);
        if (write.Subresource == "status")
        {
            obj = WithStatusOf(before, obj, applied);
            metadata = Metadata.Of(obj);
        }
        else if (version.HasStatus)
        {
            Carry(before, obj, "status");
        }

        Shape(type, version, obj, write, current.Name);
        CheckFinalizers(type, current, metadata);
        BumpGeneration(type, version, before, obj, metadata);
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

    private static void CheckType(ResourceType type, ServedVersion version, JsonObject obj)
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

    private static void PlaceInNamespace(ResourceType type, string ns, JsonObject metadata)
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

    private static void CheckIdentity(ResourceType type, StoredObject current, JsonObject metadata)
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
        else if (version != current.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw ApiErrors.Modified(type, name);
        }
    }

    private static void KeepServerFields(JsonObject before, JsonObject metadata, bool applied)
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

    /// <summary>The status endpoint takes the status and nothing else, but for ownership settled by apply.</summary>
    private static JsonObject WithStatusOf(JsonObject before, JsonObject obj, bool applied)
    {
        var result = (JsonObject)before.DeepClone();
        Carry(obj, result, "status");
        if (applied)
        {
            Carry(Metadata.Of(obj), Metadata.Of(result), "managedFields");
        }

        return result;
    }

    private static void Carry(JsonObject from, JsonObject to, string field)
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

    private static void Shape(ResourceType type, ServedVersion version, JsonObject obj, WriteOptions write, string name)
    {
        CleanMetadata(Metadata.Of(obj));
        if (!type.Custom)
        {
            ShapeBuiltIn(type, obj);
            return;
        }

        var schema = version.Schema!;
        var unknown = SchemaPruner.PruneObject(obj, schema);
        if (unknown.Count > 0 && write.Validation == "Strict")
        {
            var fields = string.Join(", ", unknown.Select(u => $"unknown field \"{u}\""));
            throw ApiErrors.BadRequest($"{type.Kind} in version \"{version.Name}\" cannot be handled as a {type.Kind}: strict decoding error: {fields}");
        }

        if (write.Validation is "Warn")
        {
            write.Warnings.AddRange(unknown.Select(u => $"unknown field \"{u}\""));
        }

        SchemaDefaulter.Apply(obj, schema);
        var errors = SchemaValidator.Validate(obj, schema);
        if (errors.Count > 0)
        {
            throw ApiErrors.Invalid(type, name, errors);
        }
    }

    private static void CleanMetadata(JsonObject metadata)
    {
        foreach (var field in (string[])["labels", "annotations", "finalizers", "ownerReferences"])
        {
            if (metadata[field] is null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
            {
                metadata.Remove(field);
            }
        }

        foreach (var field in (string[])["labels", "annotations"])
        {
            foreach (var empty in (metadata[field] as JsonObject)?.Where(m => m.Value is null).Select(m => m.Key).ToList() ?? [])
            {
                ((JsonObject)metadata[field]!)[empty] = "";
            }
        }
    }

    private static void ShapeBuiltIn(ResourceType type, JsonObject obj)
    {
        var metadata = Metadata.Of(obj);
        switch (type.Kind)
        {
            case "Namespace":
                var labels = metadata["labels"] as JsonObject ?? [];
                metadata.Remove("labels");
                labels["kubernetes.io/metadata.name"] = metadata["name"]!.DeepClone();
                metadata["labels"] = labels;
                obj["spec"] ??= new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                obj["status"] ??= new JsonObject { ["phase"] = Metadata.IsDeleting(metadata) ? "Terminating" : "Active" };
                break;
            case "Secret":
                obj["type"] ??= "Opaque";
                if (obj["stringData"] is JsonObject plain)
                {
                    var data = obj["data"] as JsonObject ?? [];
                    obj.Remove("data");
                    foreach (var (key, value) in plain)
                    {
                        data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
                    }

                    obj["data"] = data;
                }

                obj.Remove("stringData");
                break;
            case "CustomResourceDefinition":
                _ = DefinitionReader.Read(obj, type.Collection);
                break;
        }
    }

    private static void CheckFinalizers(ResourceType type, StoredObject current, JsonObject metadata)
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

    private static void BumpGeneration(ResourceType type, ServedVersion version, JsonObject before, JsonObject after, JsonObject metadata)
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
