using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Alitellm.LiteLLM;

/// <summary>The part of <c>GET /team/info</c> that is used: keys and memberships are not read.</summary>
public sealed record TeamInfo
{
    public string TeamId { get; init => field = value ?? ""; } = "";

    /// <summary>The flat team with <c>object_permission</c> expanded. Never null.</summary>
    [JsonPropertyName("team_info")]
    public JsonObject Team { get; init => field = value ?? []; } = [];
}
