using Alitellm.Api.Schema;

namespace Alitellm.Api.Teams;

/// <summary>How fast a team may go.</summary>
public sealed class TeamRateLimits
{
    /// <summary>Requests per minute; 0 allows none, absent is no limit.</summary>
    [Minimum(0)]
    public int? Rpm { get; set; }

    /// <summary>Tokens per minute; 0 allows none, absent is no limit.</summary>
    [Minimum(0)]
    public int? Tpm { get; set; }
}
