using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>What became of one alias.</summary>
public sealed class ModelAliasEntryStatus
{
    /// <summary>The alias.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>This entry was written. It does not mean that its target exists.</summary>
    public bool Applied { get; set; }

    /// <summary>The value that was written; absent when not applied.</summary>
    public string? AppliedValue { get; set; }

    /// <summary>The entry that has the name instead, as namespace/name#index.</summary>
    public string? ConflictsWith { get; set; }
}
