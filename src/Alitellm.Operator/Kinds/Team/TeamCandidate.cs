namespace Alitellm.Operator.Kinds.Team;

/// <summary>A listed team whose grants matter to us.</summary>
/// <param name="IsRecorded">We wrote it before, so that what it has is known as far as nobody touched it.</param>
internal sealed record TeamCandidate(string Id, string? UpdatedAt, string? Spend, bool IsRecorded, SeenTeam? Seen);
