using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.AccessGroups;

/// <summary>What the operator found and did for an access group.</summary>
public sealed class AccessGroupStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public AccessGroupLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
