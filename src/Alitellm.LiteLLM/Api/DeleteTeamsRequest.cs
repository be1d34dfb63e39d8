namespace Alitellm.LiteLLM;

/// <summary>The body of <c>POST /team/delete</c>.</summary>
public sealed record DeleteTeamsRequest
{
    /// <exception cref="ArgumentException">There is no id, or an empty one.</exception>
    public DeleteTeamsRequest(params IReadOnlyList<string> teamIds)
    {
        ArgumentNullException.ThrowIfNull(teamIds);
        ArgumentOutOfRangeException.ThrowIfZero(teamIds.Count, nameof(teamIds));
        foreach (var id in teamIds)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(id, nameof(teamIds));
        }

        TeamIds = teamIds;
    }

    public IReadOnlyList<string> TeamIds { get; }
}
