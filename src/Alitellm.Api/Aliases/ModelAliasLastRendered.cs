using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Aliases;

/// <summary>What was last written to LiteLLM for a set of aliases.</summary>
public sealed class ModelAliasLastRendered : LastRendered
{
    /// <summary>Aliases have no id in LiteLLM: always null and never stored.</summary>
    [JsonIgnore]
    public override string? RemoteId { get; set; }
}
