using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>A key of a Secret in the same namespace.</summary>
public sealed class SecretKeyRef
{
    /// <summary>The name of the Secret, in the namespace of this object.</summary>
    [Required, MinLength(1)]
    public string Name { get; set; } = "";

    /// <summary>The key in the Secret's data.</summary>
    [Required, MinLength(1)]
    public string Key { get; set; } = "";
}
