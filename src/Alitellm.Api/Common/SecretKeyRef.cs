namespace Alitellm.Api.Common;

/// <summary>A key of a Secret in the same namespace.</summary>
public sealed class SecretKeyRef
{
    /// <summary>The name of the Secret.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key in its data.</summary>
    public string Key { get; set; } = "";
}
