using Alitellm.Api.Common;

namespace Alitellm.Api.Connections;

public sealed class ConnectionSpec
{
    /// <summary>Base URL of the proxy.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Where the master key is.</summary>
    public SecretKeyRef MasterKeySecretRef { get; set; } = new();

    /// <summary>A PEM bundle of extra certificate authorities, added to the system's.</summary>
    public SecretKeyRef? CaBundleSecretRef { get; set; }

    /// <summary>The character LiteLLM refuses in MCP server names.</summary>
    public string? McpToolPrefixSeparator { get; set; }

    /// <summary>How long a refused object waits before it is tried again; a Go duration, 1m to 1h.</summary>
    public string? RequeueOnRejectedAfter { get; set; }

    /// <summary>Requests per second to this endpoint; 0 is unlimited.</summary>
    public int? MaxRequestsPerSecond { get; set; }

    /// <summary>Requests that may go out at once; 0 is the same as the rate.</summary>
    public int? MaxBurst { get; set; }

    /// <summary>Defaults for objects that use this Connection.</summary>
    public ConnectionDefaults? Defaults { get; set; }
}
