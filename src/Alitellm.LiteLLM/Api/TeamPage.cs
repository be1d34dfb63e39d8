using System.Text.Json.Nodes;

namespace Alitellm.LiteLLM;

/// <summary>One page of <c>GET /v2/team/list</c>.</summary>
public sealed record TeamPage
{
    public IReadOnlyList<JsonObject> Teams { get; init => field = value ?? []; } = [];

    public int Total { get; init; }

    /// <summary>Counted from 1.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; }

    public int TotalPages { get; init; }
}
