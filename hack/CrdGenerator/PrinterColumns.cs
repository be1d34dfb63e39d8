using System.Reflection;
using System.Text.Json.Nodes;
using Alitellm.Api.Schema;

namespace Alitellm.CrdGenerator;

/// <summary>Writes <c>additionalPrinterColumns</c>.</summary>
internal static class PrinterColumns
{
    /// <summary>The columns in the order of the attributes.</summary>
    /// <exception cref="SchemaException">Two columns have one name, or a path leads to nothing in the schema.</exception>
    public static JsonArray Build(Type type, JsonObject schema)
    {
        var columns = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in type.GetCustomAttributes<PrinterColumnAttribute>(inherit: false))
        {
            if (!names.Add(column.Name))
            {
                throw new SchemaException(type.Name, $"has two printer columns '{column.Name}'.");
            }

            if (!Exists(schema, column.JsonPath))
            {
                throw new SchemaException(type.Name, $"printer column '{column.Name}': there is no {column.JsonPath}.");
            }

            var entry = new JsonObject { ["jsonPath"] = column.JsonPath, ["name"] = column.Name, ["type"] = TypeName(column.Type) };
            if (column.Wide)
            {
                entry["priority"] = 1;
            }

            columns.Add(entry);
        }

        return columns;
    }

    private static string TypeName(PrinterColumnType type) => type switch
    {
        PrinterColumnType.Text => "string",
        PrinterColumnType.WholeNumber => "integer",
        PrinterColumnType.TrueFalse => "boolean",
        PrinterColumnType.Date => "date",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static bool Exists(JsonNode schema, string path)
    {
        if (path == PrinterColumnAttribute.CreationTime)
        {
            return true;
        }

        // A filter such as conditions[?(@.type=='Ready')] selects items: what follows it is looked up in their schema.
        var node = schema;
        foreach (var step in path.Replace("[?(@.type=='Ready')]", "[]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var items = step.EndsWith("[]", StringComparison.Ordinal);
            node = node["properties"]?[items ? step[..^2] : step];
            node = items ? node?["items"] : node;
            if (node is null)
            {
                return false;
            }
        }

        return true;
    }
}
