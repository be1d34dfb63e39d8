using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>A column of a Table answer.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Type">OpenAPI type; <c>date</c> shows the time since.</param>
/// <param name="Cell">Value for an object at a moment.</param>
internal sealed record TableColumn(string Title, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Columns above 0 show with <c>-o wide</c> only.</summary>
    public int Priority { get; init; }

    public static TableColumn Name { get; } = new("Name", "string", (o, _) => Metadata.Text(Metadata.Of(o), "name"))
    {
        Format = "name",
        Description = "Name must be unique within a namespace.",
    };

    public static TableColumn Age { get; } = new("Age", "date", (o, now) => HumanDuration.Since(Metadata.Of(o)["creationTimestamp"], now))
    {
        Description = "Time since the object was created.",
    };

    /// <summary>A column that shows the first result of a JSONPath, or nothing.</summary>
    public static TableColumn At(string title, string path, string type = "string")
    {
        var expression = new JsonPath(path);
        return new TableColumn(title, type, (o, now) => Show(expression.Find(o), type, now));
    }

    public static TableColumn FromDefinition(JsonObject column)
    {
        var path = Metadata.Text(column, "jsonPath");
        return At(Metadata.Text(column, "name"), path, Metadata.Text(column, "type")) with
        {
            Format = Metadata.Text(column, "format"),
            Description = Metadata.Text(column, "description") is { Length: > 0 } text
                ? text
                : $"Custom resource definition column (in JSONPath format): {path}",
            Priority = column["priority"] is JsonValue priority ? (int)(JsonNumbers.ToDouble(priority) ?? 0) : 0,
        };
    }

    public JsonObject Definition() => new()
    {
        ["name"] = Title,
        ["type"] = Type,
        ["format"] = Format,
        ["description"] = Description,
        ["priority"] = Priority,
    };

    private static JsonNode? Show(IReadOnlyList<JsonNode?> found, string type, DateTimeOffset now)
    {
        if (found.Count == 0)
        {
            return null;
        }

        return type switch
        {
            "date" => HumanDuration.Since(found[0], now),
            "string" => string.Join(' ', found.Select(f => f is JsonObject or JsonArray ? JsonText.Compact(f) : f?.ToString() ?? "")),
            _ => found[0]?.DeepClone(),
        };
    }
}
