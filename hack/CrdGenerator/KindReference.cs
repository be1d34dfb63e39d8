using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;

namespace Alitellm.CrdGenerator;

/// <summary>Writes the reference page of a kind from its CustomResourceDefinition, so that the page cannot say anything else.</summary>
internal static class KindReference
{
    public static string FileName(string kind) => $"{kind.ToLowerInvariant()}.md";

    public static string Write(ApiKind kind, JsonObject crd, IEnumerable<string> examples)
    {
        var version = crd["spec"]!["versions"]![0]!;
        var schema = version["schema"]!["openAPIV3Schema"]!;
        var columns = version["additionalPrinterColumns"]!.AsArray().Select(c => (string)c!["name"]! + (c["priority"] is null ? "" : " (wide)"));
        var page = new StringBuilder();
        page.Append(
            $"""
            # {kind.Kind}

            {schema["description"]}

            | | |
            | --- | --- |
            | API version | `{ApiGroup.ApiVersion}` |
            | Resource | `{kind.Plural}`, short name `{kind.ShortName}`, category `{ApiGroup.Category}`, namespaced |
            | Columns | {string.Join(", ", columns)} |
            | Finalizer | `{kind.Finalizer}` |


            """);
        foreach (var example in examples)
        {
            page.Append($"```yaml\n{example}\n```\n\n");
        }

        var rules = schema["x-kubernetes-validations"]?.AsArray().Select(r => (string)r!["message"]!).ToList() ?? [];
        AppendSection(page, "Spec", "spec", schema["properties"]!["spec"]!, rules);
        AppendSection(page, "Status", "status", schema["properties"]!["status"]!, []);
        page.Append("What the reasons of conditions mean: [conditions.md](conditions.md).\n");
        return page.ToString();
    }

    private static void AppendSection(StringBuilder page, string title, string path, JsonNode schema, List<string> rules)
    {
        page.Append($"## {title}\n\n{schema["description"]}\n\n");
        page.Append("| Field | Type | Required | Default | Validation | Description |\n| --- | --- | --- | --- | --- | --- |\n");
        AppendFields(page, path, schema, rules);
        page.Append('\n');
        if (rules.Count > 0)
        {
            page.Append("Rules between fields:\n\n");
            rules.ForEach(rule => page.Append($"- {rule}\n"));
            page.Append('\n');
        }
    }

    private static void AppendFields(StringBuilder page, string path, JsonNode schema, List<string> rules)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        // Rules on a whole object stand below the table, those on a field in its row.
        rules.AddRange(schema["x-kubernetes-validations"]?.AsArray().Select(r => (string)r!["message"]!) ?? []);
        var required = schema["required"]?.AsArray().Select(r => (string)r!).ToHashSet() ?? [];
        foreach (var (name, field) in properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var isList = (string)field!["type"]! == "array";
            var fieldPath = $"{path}.{name}{(isList ? "[]" : "")}";
            string[] cells =
            [
                $"`{fieldPath}`",
                FieldText.Type(field),
                required.Contains(name) ? "yes" : "",
                FieldText.Default(field),
                FieldText.Validation(field),
                (string)field["description"]!,
            ];
            page.Append($"| {string.Join(" | ", cells.Select(FieldText.Cell))} |\n");
            AppendFields(page, fieldPath, isList ? field["items"]! : field, rules);
        }
    }
}
