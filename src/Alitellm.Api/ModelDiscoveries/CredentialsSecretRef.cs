using Alitellm.Api.Schema;

namespace Alitellm.Api.ModelDiscoveries;

/// <summary>A Secret in the same namespace whose keys are fixed per type of source.</summary>
public sealed class CredentialsSecretRef
{
    /// <summary>The name of the Secret.</summary>
    [Required, MinLength(1)]
    public string Name { get; set; } = "";
}
