using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One version of one row, secrets in clear. Never changed: a write makes a new version.</summary>
/// <param name="Body">The columns without id and timestamps.</param>
internal sealed record StoredRow(string Id, JsonObject Body, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Whether the server chose the id.</summary>
    public bool IdIsMinted { get; init; }

    /// <summary>Whether the row comes from the configuration file.</summary>
    public bool FromConfig { get; init; }

    public string? Text(string column) => Json.Text(Body[column]);
}
