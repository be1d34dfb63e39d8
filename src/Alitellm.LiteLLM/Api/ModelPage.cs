namespace Alitellm.LiteLLM;

/// <summary>One page of <c>GET /v2/model/info</c>. A page past the end is empty.</summary>
public sealed record ModelPage
{
    public IReadOnlyList<ModelRow> Data { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }

    /// <summary>Counted from 1.</summary>
    public int CurrentPage { get; init; }

    public int TotalPages { get; init; }

    public int Size { get; init; }
}
