using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>The aliases one object declares.</summary>
public sealed class ModelAliasSpec : RemoteSpec
{
    /// <summary>The aliases, each name once. When several objects declare one name, the object whose namespace/name sorts last has it.</summary>
    [Required, MinItems(1), MaxItems(128), ListMapKey("name")]
    public IList<ModelAliasEntry> Aliases { get; set; } = [];
}
