using Alitellm.Api.Schema;

namespace Alitellm.Api.Aliases;

/// <summary>One alias.</summary>
public sealed class ModelAliasEntry
{
    /// <summary>The model name clients send.</summary>
    [Required, MinLength(1), MaxLength(253), Pattern(@"^[A-Za-z0-9][A-Za-z0-9._:/@+\[\]-]{0,252}$")]
    public string Name { get; set; } = "";

    /// <summary>The model or model group it stands for. Whether that exists is not checked.</summary>
    [Required, MinLength(1), MaxLength(253)]
    public string Value { get; set; } = "";
}
