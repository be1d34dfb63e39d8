namespace Alitellm.Api.Common;

/// <summary>Names a LiteLLMConnection in the same namespace.</summary>
public sealed class ConnectionRef
{
    /// <summary>The name of the LiteLLMConnection.</summary>
    public string Name { get; set; } = "";
}
