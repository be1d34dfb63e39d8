using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One version of one unified access group. Never changed: a write makes a new version. Callers must not change its fields.</summary>
public sealed record AccessGroupRow
{
    /// <summary>Minted by the server.</summary>
    public required string Id { get; init; }

    /// <summary>Every field but the id: name, description and the five lists.</summary>
    public required JsonObject Fields { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string Name => Json.Text(Fields["access_group_name"])!;

    public string? Description => Json.Text(Fields["description"]);

    /// <summary>The strings of a list such as <c>access_model_names</c>.</summary>
    public IReadOnlyList<string> List(string field) => Fields[field] is JsonArray items ? [.. items.Select(Json.Text).OfType<string>()] : [];

    internal JsonObject Shown()
    {
        var shown = new JsonObject { ["access_group_id"] = Id };
        foreach (var (field, value) in Fields)
        {
            shown[field] = value?.DeepClone();
        }

        shown["created_at"] = ModelRowWriter.Stamp(CreatedAt);
        shown["created_by"] = ModelRowWriter.Admin;
        shown["updated_at"] = ModelRowWriter.Stamp(UpdatedAt);
        shown["updated_by"] = ModelRowWriter.Admin;
        return shown;
    }

    /// <summary>The version after a write of these fields: null clears, what is not sent stays.</summary>
    internal AccessGroupRow Changed(JsonObject sent, DateTimeOffset now)
    {
        var fields = (JsonObject)Fields.DeepClone();
        foreach (var (field, value) in sent)
        {
            if (fields.ContainsKey(field) && !(field == "access_group_name" && value is null))
            {
                fields[field] = value?.DeepClone() ?? (fields[field] is JsonArray ? new JsonArray() : null);
            }
        }

        return this with { Fields = fields, UpdatedAt = now };
    }

    public override string ToString() => $"{Id} ({Name})";
}
