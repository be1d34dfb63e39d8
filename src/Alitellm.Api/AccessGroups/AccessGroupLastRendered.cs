using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.AccessGroups;

/// <summary>What was last written to LiteLLM for an access group.</summary>
public sealed class AccessGroupLastRendered : LastRendered
{
    /// <summary>The access group's id in LiteLLM.</summary>
    [JsonPropertyName("accessGroupID")]
    public string? AccessGroupID { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => AccessGroupID; set => AccessGroupID = value; }
}
