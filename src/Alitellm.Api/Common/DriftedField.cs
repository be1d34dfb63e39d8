using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>One differing field.</summary>
public sealed class DriftedField
{
    /// <summary>Dotted path in the LiteLLM body.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>What the spec asks for; absent when the field should not exist.</summary>
    public string? Desired { get; set; }

    /// <summary>What LiteLLM has; absent when the field is missing there.</summary>
    public string? Observed { get; set; }
}
