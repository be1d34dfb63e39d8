using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <summary>One version of one Secret.</summary>
public sealed class SecretVersion
{
    /// <summary>The name of the Secret.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Its uid: a Secret deleted and made again is another one.</summary>
    public string Uid { get; set; } = "";

    /// <summary>Its resourceVersion when its values were used.</summary>
    public string ResourceVersion { get; set; } = "";
}
