using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Connections;

/// <summary>Values for policy fields that an object leaves out.</summary>
public sealed class ConnectionDefaults
{
    /// <summary>Whether objects are suspended.</summary>
    public bool? Suspend { get; set; }

    /// <summary>Whether LiteLLM is made to match (Apply) or only compared (Observe).</summary>
    public ManagementPolicy? ManagementPolicy { get; set; }

    /// <summary>What to do with an entry of the same name that no operator has marked.</summary>
    public AdoptionPolicy? AdoptionPolicy { get; set; }

    /// <summary>What to do with changes made in LiteLLM.</summary>
    public DriftPolicy? DriftPolicy { get; set; }

    /// <summary>Dotted paths in LiteLLM entries that are never compared; an object's own list replaces this one.</summary>
    [ListSet, MaxItems(64), Pattern(@"^[^.\s]+(\.[^.\s]+)*$", OnItems = true), MaxLength(253, OnItems = true)]
    public IList<string>? IgnoreFields { get; set; }
}
