using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Teams;

/// <summary>What the operator found and did for a team.</summary>
public sealed class TeamStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public TeamLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
