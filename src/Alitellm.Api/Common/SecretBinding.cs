using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>Binds the placeholder <c>{{AS}}</c> to a key of a Secret.</summary>
public sealed class SecretBinding
{
    /// <summary>The placeholder's name: TOKEN is filled in wherever a string holds {{TOKEN}}. Each name may be bound once.</summary>
    [Required, MinLength(1), Pattern("^[A-Z_][A-Z0-9_]*$")]
    public string As { get; set; } = "";

    /// <summary>Where the value comes from. It is used as it is, without trimming.</summary>
    [Required]
    public SecretKeyRef SecretRef { get; set; } = new();
}
