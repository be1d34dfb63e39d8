using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>One served version of a resource: its schema, subresources and columns.</summary>
internal sealed record ServedVersion(string Group, string Name)
{
    public string ApiVersion { get; } = Group.Length == 0 ? Name : $"{Group}/{Name}";

    /// <summary>Structural schema of a custom resource; built-in kinds have none or a sketch for merge rules.</summary>
    public StructuralSchema? Schema { get; init; }

    /// <summary>The schema as written in the CRD, for OpenAPI.</summary>
    public JsonObject? PublishedSchema { get; init; }

    public bool HasStatus { get; init; }

    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>Turns a copy of the stored form into this version's form; null when only <c>apiVersion</c> differs.</summary>
    public Func<JsonObject, JsonObject>? FromStorage { get; init; }

    /// <summary>The inverse of <see cref="FromStorage"/>.</summary>
    public Func<JsonObject, JsonObject>? ToStorage { get; init; }
}
