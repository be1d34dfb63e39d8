using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One version of one team. Never changed: a write makes a new version. Callers must not change its objects.</summary>
public sealed record TeamRow
{
    public required string Id { get; init; }

    /// <summary>Every column but the id: aliases, limits, models, metadata, members, access groups and the rest.</summary>
    public required JsonObject Columns { get; init; }

    /// <summary>The row <c>object_permission_id</c> points to; null while no grant was ever written.</summary>
    public JsonObject? ObjectPermission { get; init; }

    /// <summary>The aliases of <c>litellm_model_table</c>; null while none was ever written.</summary>
    public JsonObject? ModelAliases { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the server chose the id.</summary>
    public bool IdIsMinted { get; init; }

    public string? Alias => Json.Text(Columns["team_alias"]);

    public JsonObject Metadata => Columns["metadata"] as JsonObject ?? [];

    /// <summary>The strings of a list column such as <c>models</c>.</summary>
    public IReadOnlyList<string> List(string column) => Texts(Columns[column]);

    /// <summary>The strings of a list in the grants, such as <c>agents</c>; empty where there is none.</summary>
    public IReadOnlyList<string> Grants(string key) => Texts(ObjectPermission?[key]);

    public override string ToString() => $"{Id} ({Alias})";

    private static List<string> Texts(JsonNode? list) => list is JsonArray items ? [.. items.Select(Json.Text).OfType<string>()] : [];
}
