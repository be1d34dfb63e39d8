namespace Alitellm.LiteLLM;

/// <summary>The header that carries the master key.</summary>
public enum LiteLLMAuthHeader
{
    /// <summary><c>Authorization: Bearer …</c></summary>
    Authorization,

    /// <summary><c>x-litellm-api-key: Bearer …</c>, for gateways that keep <c>Authorization</c> to themselves.</summary>
    XLiteLLMApiKey,
}
