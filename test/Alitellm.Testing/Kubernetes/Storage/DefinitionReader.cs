using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Turns a CustomResourceDefinition into a served resource and completes its status.</summary>
internal static class DefinitionReader
{
    /// <exception cref="ApiStatusException">422 for a definition that cannot be served.</exception>
    public static ResourceType Read(JsonObject definition, ObjectCollection collection)
    {
        var name = Metadata.Text(Metadata.Of(definition), "name");
        var spec = definition["spec"] as JsonObject ?? throw Invalid(name, FieldError.Required("spec"));
        var group = Metadata.Text(spec, "group");
        var names = spec["names"] as JsonObject ?? throw Invalid(name, FieldError.Required("spec.names"));
        var plural = Metadata.Text(names, "plural");
        var kind = Metadata.Text(names, "kind");
        if (name != $"{plural}.{group}")
        {
            throw Invalid(name, FieldError.Invalid("metadata.name", $"\"{name}\"", "must be spec.names.plural+\".\"+spec.group"));
        }

        var versions = (spec["versions"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        if (versions.Count(IsStorage) != 1)
        {
            throw Invalid(name, FieldError.Invalid("spec.versions", "[]", "must have exactly one version marked as storage version"));
        }

        var all = versions.ToDictionary(v => v, v => ReadVersion(group, name, v));
        return new ResourceType
        {
            Group = group,
            Plural = plural,
            Singular = Metadata.Text(names, "singular") is { Length: > 0 } singular ? singular : kind.ToLowerInvariant(),
            Kind = kind,
            ListKind = Metadata.Text(names, "listKind") is { Length: > 0 } listKind ? listKind : $"{kind}List",
            ShortNames = Strings(names["shortNames"]),
            Categories = Strings(names["categories"]),
            Namespaced = Metadata.Text(spec, "scope") == "Namespaced",
            Custom = true,
            TracksGeneration = true,
            FieldLabels = versions.SelectMany(SelectableFields).ToHashSet(StringComparer.Ordinal),
            Versions = [.. versions.Where(v => (bool?)v["served"] == true).Select(v => all[v])],
            StorageVersion = all[versions.Single(IsStorage)],
            Collection = collection,
        };
    }

    /// <summary>Sets accepted names, stored versions and the conditions of a working definition.</summary>
    public static void Establish(JsonObject definition, string now)
    {
        var spec = (JsonObject)definition["spec"]!;
        var names = (JsonObject)spec["names"]!;
        names["singular"] ??= Metadata.Text(names, "kind").ToLowerInvariant();
        names["listKind"] ??= $"{Metadata.Text(names, "kind")}List";
        spec["conversion"] ??= new JsonObject { ["strategy"] = "None" };
        var storage = ((JsonArray)spec["versions"]!).OfType<JsonObject>().Single(IsStorage);
        if (definition["status"] is JsonObject { Count: > 0 } status)
        {
            status["acceptedNames"] = names.DeepClone();
            return;
        }

        definition["status"] = new JsonObject
        {
            ["acceptedNames"] = names.DeepClone(),
            ["conditions"] = new JsonArray(
                Condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now)),
            ["storedVersions"] = new JsonArray(storage["name"]!.DeepClone()),
        };
    }

    private static ServedVersion ReadVersion(string group, string definition, JsonObject version)
    {
        var schema = (version["schema"] as JsonObject)?["openAPIV3Schema"] as JsonObject
            ?? throw Invalid(definition, FieldError.Required("spec.versions[0].schema.openAPIV3Schema", "schemas are required"));
        var columns = (version["additionalPrinterColumns"] as JsonArray)?.OfType<JsonObject>().Select(TableColumn.FromDefinition).ToList() ?? [];
        return new ServedVersion(group, Metadata.Text(version, "name"))
        {
            Schema = new StructuralSchema(schema),
            PublishedSchema = (JsonObject)schema.DeepClone(),
            HasStatus = (version["subresources"] as JsonObject)?.ContainsKey("status") == true,
            Columns = columns.Count > 0 ? [TableColumn.Name, .. columns] : [TableColumn.Name, TableColumn.Age],
        };
    }

    private static bool IsStorage(JsonObject version) => (bool?)version["storage"] == true;

    private static IEnumerable<string> SelectableFields(JsonObject version) =>
        (version["selectableFields"] as JsonArray)?.OfType<JsonObject>().Select(f => Metadata.Text(f, "jsonPath").TrimStart('.')) ?? [];

    private static JsonObject Condition(string type, string reason, string message, string now) => new()
    {
        ["lastTransitionTime"] = now,
        ["message"] = message,
        ["reason"] = reason,
        ["status"] = "True",
        ["type"] = type,
    };

    private static IReadOnlyList<string> Strings(JsonNode? node) => node is JsonArray list ? [.. list.Select(v => v!.ToString())] : [];

    private static ApiStatusException Invalid(string name, FieldError error) =>
        ApiErrors.Invalid("apiextensions.k8s.io", "CustomResourceDefinition", name, [error]);
}
