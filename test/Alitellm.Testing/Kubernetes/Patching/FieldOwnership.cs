using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// Field ownership as server-side apply defines it, simplified: paths are compared in one version, and moved keys, version conversion
/// of sets and ownership of defaults are left out.
/// </summary>
internal static class FieldOwnership
{
    /// <summary>After a create, update or patch: the writer owns what it changed, others lose what changed or went away.</summary>
    public static void Update(JsonObject? before, JsonObject after, StructuralSchema schema, StatusScope scope, FieldWriter writer, string time)
    {
        var managed = ManagedFields.Of(before ?? []);
        var old = before is null ? FieldSet.Empty : FieldPaths.Of(before, schema, scope);
        var now = FieldPaths.Of(after, schema, scope);
        var added = now.Except(old);
        var removed = old.Except(now);
        var changed = Where(now.Intersect(old), path => !SameAt(before, after, path, schema));
        managed.TakeFromOthers(writer, removed.Union(changed));
        managed.Set(writer, managed.OwnedBy(writer).Except(removed).Union(added).Union(changed), time);
        managed.WriteTo(after);
    }

    /// <summary>Merges an applied configuration into the live object.</summary>
    /// <exception cref="ApiStatusException">409 when another manager owns a field with another value and force is off.</exception>
    public static JsonObject Apply(JsonObject live, JsonObject applied, StructuralSchema schema, StatusScope scope, FieldWriter writer, bool force, string time)
    {
        var managed = ManagedFields.Of(live);
        var wanted = FieldPaths.Of(applied, schema, scope);
        var conflicts = Conflicts(live, applied, schema, wanted, managed.Others(writer));
        if (conflicts.Count > 0 && !force)
        {
            throw ApiErrors.ApplyConflict([.. conflicts.Select(c => (c.Entry.Writer.Manager, Blame(c.Entry.Writer), FieldPaths.Display(c.Path)))]);
        }

        var abandoned = managed.OwnedBy(writer).Except(wanted);
        foreach (var other in managed.Others(writer))
        {
            abandoned = abandoned.Except(other.Fields);
        }

        var merged = (JsonObject)Merge(live, applied, schema, 0)!;
        // Shortest first: an item of a list map has to go before its key does, or it could not be found any more.
        foreach (var path in abandoned.Paths().OrderBy(p => p.Count))
        {
            FieldPaths.Remove(merged, path, schema);
        }

        // A map that is applied empty stays, although its last field was just given up.
        merged = (JsonObject)Merge(merged, applied, schema, 0)!;
        foreach (var (_, path) in conflicts)
        {
            managed.TakeFromOthers(writer, Single(path));
        }

        managed.Set(writer, wanted, time);
        managed.WriteTo(merged);
        return merged;
    }

    private static List<(ManagerEntry Entry, IReadOnlyList<string> Path)> Conflicts(
        JsonObject live, JsonObject applied, StructuralSchema schema, FieldSet wanted, IEnumerable<ManagerEntry> others)
    {
        var conflicts = new List<(ManagerEntry, IReadOnlyList<string>)>();
        foreach (var other in others)
        {
            conflicts.AddRange(wanted.Intersect(other.Fields).Paths()
                .Where(path => path[^1][0] == 'f' && !SameAt(live, applied, path, schema))
                .Select(path => (other, path)));
        }

        return conflicts;
    }

    private static string Blame(FieldWriter writer)
    {
        var text = $"conflict with \"{writer.Manager}\"";
        if (writer.Subresource.Length > 0)
        {
            text += $" with subresource \"{writer.Subresource}\"";
        }

        return writer.Operation == "Apply" ? text : $"{text} using {writer.ApiVersion}";
    }

    private static bool SameAt(JsonObject? a, JsonObject b, IReadOnlyList<string> path, StructuralSchema schema)
    {
        var x = FieldPaths.Find(a, path, schema);
        var y = FieldPaths.Find(b, path, schema);
        return path[^1][0] != 'f' || JsonNode.DeepEquals(x, y);
    }

    private static JsonNode? Merge(JsonNode? live, JsonNode? applied, StructuralSchema? schema, int depth)
    {
        switch (live, applied)
        {
            case (JsonObject existing, JsonObject wanted) when schema?.IsAtomicMap != true:
                var map = (JsonObject)existing.DeepClone();
                foreach (var (name, value) in wanted)
                {
                    map[name] = Merge(existing[name], value, FieldPaths.SchemaOf(schema, name, depth), depth + 1);
                }

                return map;
            case (JsonArray existing, JsonArray wanted) when schema?.ListType is "map" or "set":
                var items = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
                var order = new List<string>();
                foreach (var item in existing)
                {
                    var key = FieldPaths.ItemKey(item, schema);
                    if (items.TryAdd(key, item?.DeepClone()))
                    {
                        order.Add(key);
                    }
                }

                foreach (var item in wanted)
                {
                    var key = FieldPaths.ItemKey(item, schema);
                    if (!items.ContainsKey(key))
                    {
                        order.Add(key);
                    }

                    items[key] = Merge(items.GetValueOrDefault(key), item, schema.Items, depth + 1);
                }

                return new JsonArray([.. order.Select(key => items[key])]);
            default:
                return applied?.DeepClone();
        }
    }

    private static FieldSet Where(FieldSet set, Func<IReadOnlyList<string>, bool> keep)
    {
        var result = FieldSet.Empty;
        foreach (var path in set.Paths().Where(keep))
        {
            result = result.Union(Single(path));
        }

        return result;
    }

    private static FieldSet Single(IReadOnlyList<string> path)
    {
        var set = FieldSet.Leaf;
        for (var i = path.Count - 1; i >= 0; i--)
        {
            var children = FieldSet.NewChildren();
            children[path[i]] = set;
            set = new FieldSet(false, children);
        }

        return set;
    }
}
