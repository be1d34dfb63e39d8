using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.GuardRails;

/// <summary>What the operator found and did for a guardrail.</summary>
public sealed class GuardRailStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public GuardRailLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
