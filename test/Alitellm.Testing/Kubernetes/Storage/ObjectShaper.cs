using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Brings an object into the form of its kind: pruning, defaults, validation.</summary>
internal static class ObjectShaper
{
    public static void Shape(ResourceType type, ServedVersion version, JsonObject obj, WriteOptions write, string name)
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
}
