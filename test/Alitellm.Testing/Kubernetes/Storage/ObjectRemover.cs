using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Deletion: finalizers, propagation to dependents, namespaces, definitions. Guarded by the server's lock.</summary>
internal sealed class ObjectRemover(ObjectDatabase database, ResourceRegistry registry, TimeProvider time)
{
    /// <summary>Deletes or marks an object. Returns its last state and whether it is gone.</summary>
    /// <exception cref="ApiStatusException">409 when a precondition does not hold.</exception>
    public (StoredObject Object, bool Gone) Delete(ResourceType type, StoredObject current, DeleteOptions options)
    {
        CheckPreconditions(type, current, options);
        if (options.DryRun)
        {
            return (current, Metadata.Finalizers(Metadata.Of(current.Json)).Count == 0);
        }

        if (options.Propagation == "Orphan")
        {
            ReleaseDependents(current);
        }

        var state = (JsonObject)current.Json.DeepClone();
        var metadata = Metadata.Of(state);
        if (options.Propagation == "Foreground" && !Metadata.Finalizers(metadata).Contains(Metadata.ForegroundFinalizer))
        {
            var finalizers = Metadata.Finalizers(metadata).Append(Metadata.ForegroundFinalizer);
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(f => (JsonNode)f)]);
        }

        if (Metadata.Finalizers(metadata).Count == 0 && !HoldsBack(type, state))
        {
            Finish(type, current, state);
            return (current, true);
        }

        var marked = Mark(type, current, state);
        if (options.Propagation == "Foreground")
        {
            DeleteDependents(marked.Uid);
            CompleteForeground(marked.Uid);
        }

        EmptyContainer(type, marked);
        return (marked, false);
    }

    /// <summary>Removes an object for good and follows up on what it held or owned.</summary>
    public void Finish(ResourceType type, StoredObject current, JsonObject lastState)
    {
        database.Remove(type.Collection, current, lastState);
        DeleteDependents(current.Uid);
        foreach (var owner in Metadata.OwnerReferences(Metadata.Of(current.Json)))
        {
            CompleteForeground(Metadata.Text(owner, "uid"));
        }

        if (type.Namespaced)
        {
            FinishEmptyNamespace(current.Namespace);
        }

        if (type.Custom)
        {
            FinishEmptyDefinition(type);
        }

        if (type == registry.Definitions && registry.Find(Group(current), Plural(current)) is { } served)
        {
            registry.Remove(served);
            database.EndWatches(served.Collection, _ => true);
        }
    }

    /// <summary>A namespace or definition that still has content stays until the content is gone.</summary>
    public bool HoldsBack(ResourceType type, JsonObject obj)
    {
        var name = Metadata.Text(Metadata.Of(obj), "name");
        return (type == registry.Namespaces && ContentOf(name).Any())
            || (type == registry.Definitions && Served(obj) is { Collection.Objects.Count: > 0 });
    }

    /// <summary>The garbage collector deletes an object none of whose owners exists.</summary>
    public void CollectIfOrphaned(ResourceType type, StoredObject obj)
    {
        var owners = Metadata.OwnerReferences(Metadata.Of(obj.Json)).Select(r => Metadata.Text(r, "uid")).ToList();
        if (owners.Count > 0 && !obj.IsDeleting && !owners.Exists(database.Exists))
        {
            Delete(type, obj, DeleteOptions.Background);
        }
    }

    private StoredObject Mark(ResourceType type, StoredObject current, JsonObject state)
    {
        var metadata = Metadata.Of(state);
        if (!current.IsDeleting)
        {
            metadata["deletionTimestamp"] = Metadata.Timestamp(time.GetUtcNow());
            metadata["deletionGracePeriodSeconds"] = 0;
            if (type.TracksGeneration)
            {
                metadata["generation"] = Metadata.Generation(metadata) + 1;
            }

            if (type == registry.Namespaces)
            {
                state["status"] = new JsonObject { ["phase"] = "Terminating" };
            }
        }

        return JsonNode.DeepEquals(state, current.Json) ? current : database.Put(type.Collection, state);
    }

    private static void CheckPreconditions(ResourceType type, StoredObject current, DeleteOptions options)
    {
        // The store words these with the kind where other conflicts name the resource.
        var named = type with { Plural = type.Kind };
        if (options.Uid is { } uid && uid != current.Uid)
        {
            throw ApiErrors.Conflict(
                named,
                current.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({current.Uid}). The object might have been deleted and then recreated");
        }

        var version = current.Version.ToString(CultureInfo.InvariantCulture);
        if (options.ResourceVersion is { } wanted && wanted != version)
        {
            throw ApiErrors.Conflict(
                named,
                current.Name,
                $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({version}). The object might have been modified");
        }
    }

    private void DeleteDependents(string ownerUid)
    {
        foreach (var (collection, dependent) in database.Dependents(ownerUid))
        {
            var current = collection.Find(dependent.Namespace, dependent.Name);
            if (current is null)
            {
                continue;
            }

            var others = Metadata.OwnerReferences(Metadata.Of(current.Json)).Select(r => Metadata.Text(r, "uid")).Where(u => u != ownerUid);
            if (others.Any(database.Exists))
            {
                database.Put(collection, WithoutOwner(current, ownerUid));
            }
            else if (!current.IsDeleting)
            {
                Delete(TypeOf(collection), current, DeleteOptions.Background);
            }
        }
    }

    private void ReleaseDependents(StoredObject owner)
    {
        foreach (var (collection, dependent) in database.Dependents(owner.Uid))
        {
            database.Put(collection, WithoutOwner(dependent, owner.Uid));
        }
    }

    private void CompleteForeground(string ownerUid)
    {
        if (database.ByUid(ownerUid) is not var (collection, owner) || !owner.IsDeleting || database.Dependents(ownerUid).Count > 0)
        {
            return;
        }

        var finalizers = Metadata.Finalizers(Metadata.Of(owner.Json));
        if (!finalizers.Contains(Metadata.ForegroundFinalizer))
        {
            return;
        }

        var state = (JsonObject)owner.Json.DeepClone();
        var kept = finalizers.Where(f => f != Metadata.ForegroundFinalizer).ToList();
        Metadata.Of(state)["finalizers"] = new JsonArray([.. kept.Select(f => (JsonNode)f)]);
        if (kept.Count > 0)
        {
            database.Put(collection, state);
            return;
        }

        Metadata.Of(state).Remove("finalizers");
        Finish(TypeOf(collection), owner, state);
    }

    private void EmptyContainer(ResourceType type, StoredObject container)
    {
        var content = type == registry.Namespaces
            ? ContentOf(container.Name).ToList()
            : type == registry.Definitions && Served(container.Json) is { } served ? [.. served.Collection.Objects.Select(o => (served, o))] : [];
        foreach (var (contentType, obj) in content)
        {
            if (contentType.Collection.Find(obj.Namespace, obj.Name) is { } current)
            {
                Delete(contentType, current, DeleteOptions.Background);
            }
        }
    }

    private void FinishEmptyNamespace(string ns)
    {
        if (registry.Namespaces.Collection.Find("", ns) is { IsDeleting: true } container && !ContentOf(ns).Any())
        {
            Finish(registry.Namespaces, container, (JsonObject)container.Json.DeepClone());
        }
    }

    private void FinishEmptyDefinition(ResourceType type)
    {
        if (type.Collection.Objects.Count == 0
            && registry.Definitions.Collection.Find("", type.QualifiedName) is { IsDeleting: true } definition
            && Metadata.Finalizers(Metadata.Of(definition.Json)).Count == 0)
        {
            Finish(registry.Definitions, definition, (JsonObject)definition.Json.DeepClone());
        }
    }

    private IEnumerable<(ResourceType Type, StoredObject Object)> ContentOf(string ns) => registry.Types
        .Where(t => t.Namespaced)
        .DistinctBy(t => t.Collection)
        .SelectMany(t => t.Collection.Objects.Where(o => o.Namespace == ns).Select(o => (t, o)));

    private ResourceType TypeOf(ObjectCollection collection) => registry.Types.First(t => t.Collection == collection);

    private ResourceType? Served(JsonObject definition) =>
        definition["spec"] is JsonObject spec ? registry.Find(Metadata.Text(spec, "group"), Metadata.Text((JsonObject)spec["names"]!, "plural")) : null;

    private static string Group(StoredObject definition) => definition.Name[(definition.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static string Plural(StoredObject definition) => definition.Name[..definition.Name.IndexOf('.', StringComparison.Ordinal)];

    private static JsonObject WithoutOwner(StoredObject dependent, string ownerUid)
    {
        var state = (JsonObject)dependent.Json.DeepClone();
        var metadata = Metadata.Of(state);
        var kept = Metadata.OwnerReferences(metadata).Where(r => Metadata.Text(r, "uid") != ownerUid).Select(r => r.DeepClone()).ToArray();
        metadata.Remove("ownerReferences");
        if (kept.Length > 0)
        {
            metadata["ownerReferences"] = new JsonArray(kept);
        }

        return state;
    }
}
