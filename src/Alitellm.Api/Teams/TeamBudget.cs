using Alitellm.Api.Schema;

namespace Alitellm.Api.Teams;

/// <summary>What a team may spend.</summary>
public sealed class TeamBudget
{
    /// <summary>The greatest spend per period, in US dollars as LiteLLM counts them; 0 allows nothing, absent is no limit.</summary>
    public double? Limit { get; set; }

    /// <summary>After how long the spend counts from zero again: a number and s, m, h or d, such as 30d. Absent: never.</summary>
    [Pattern("^[0-9]+[smhd]$")]
    public string? Period { get; set; }
}
