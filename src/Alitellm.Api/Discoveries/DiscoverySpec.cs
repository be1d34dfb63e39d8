using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Discoveries;

/// <summary>The fields both discovery kinds have.</summary>
public abstract class DiscoverySpec
{
    /// <summary>Copied into params of every generated object; placeholders are filled in there, not here.</summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>Copied into secrets of every generated object.</summary>
    public IList<SecretBinding>? Secrets { get; set; }

    /// <summary>Which candidates are generated; absent is all.</summary>
    public DiscoveryFilters? Filters { get; set; }

    /// <summary>When the source is read again.</summary>
    [Required]
    public DiscoveryRefresh Refresh { get; set; } = new();

    /// <summary>Keeps a source that suddenly answers with much less from deleting what was generated.</summary>
    public PruneGuard? PruneGuard { get; set; }
}
