using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Teams;

/// <summary>What was last written to LiteLLM for a team.</summary>
public sealed class TeamLastRendered : LastRendered
{
    /// <summary>The team's id in LiteLLM.</summary>
    [JsonPropertyName("teamID")]
    public string? TeamID { get; set; }

    /// <summary>Sorted paths of what params added to the modelled fields, so that a removed one is cleared.</summary>
    public IList<string>? ParamsKeys { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => TeamID; set => TeamID = value; }
}
