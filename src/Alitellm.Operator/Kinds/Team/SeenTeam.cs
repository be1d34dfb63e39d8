using System.Text.Json.Nodes;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>What was read of a team beside the list.</summary>
/// <param name="Grants">Null until a read succeeds.</param>
/// <param name="UpdatedAt">updated_at as it was when the grants were read.</param>
/// <param name="Spend">The spend as the list showed it then.</param>
/// <param name="TriedAt">When it was last asked for, on the monotonic clock.</param>
internal sealed record SeenTeam(JsonObject? Grants, string? UpdatedAt, string? Spend, TimeSpan TriedAt);
