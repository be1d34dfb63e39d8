using System.Text.Json.Serialization;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>What the operator found and did for a set of aliases.</summary>
public sealed class ModelAliasStatus : RemoteStatus
{
    /// <summary>What became of each alias, in the order of the spec.</summary>
    [ListMapKey("name")]
    public IList<ModelAliasEntryStatus>? AliasStatuses { get; set; }

    /// <summary>The alias names this object answers for in LiteLLM, per proxy. Written before LiteLLM is, so that none is left behind.</summary>
    [ListMapKey("endpoint")]
    public IList<OwnedAliasNames>? OwnedNames { get; set; }

    /// <summary>What was last written to LiteLLM.</summary>
    public ModelAliasLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
