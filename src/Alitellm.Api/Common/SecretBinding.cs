namespace Alitellm.Api.Common;

/// <summary>Binds the placeholder <c>{{AS}}</c> to a key of a Secret.</summary>
public sealed class SecretBinding
{
    /// <summary>The placeholder's name.</summary>
    public string As { get; set; } = "";

    /// <summary>Where the value comes from.</summary>
    public SecretKeyRef SecretRef { get; set; } = new();
}
