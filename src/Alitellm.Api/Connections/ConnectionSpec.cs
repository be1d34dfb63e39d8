using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Connections;

/// <summary>Where a LiteLLM proxy is and how to speak to it.</summary>
public sealed class ConnectionSpec
{
    /// <summary>Base URL of the proxy, without user, query or fragment.</summary>
    [Required, MinLength(1), MaxLength(2048), Pattern(@"^https?://[^@\s?#]+(:[0-9]{1,5})?(/[^\s?#]*)?$")]
    [CelRule("self.startsWith('http://') || self.startsWith('https://')", "endpoint must start with http:// or https://")]
    [CelRule("!self.contains('@')", "endpoint must not contain user information or '@'")]
    [CelRule(@"!self.matches('\\s')", "endpoint must not contain whitespace")]
    public string Endpoint { get; set; } = "";

    /// <summary>The Secret that holds the proxy's master key.</summary>
    [Required]
    public SecretKeyRef MasterKeySecretRef { get; set; } = new();

    /// <summary>A Secret that holds a PEM bundle of certificate authorities, trusted for this proxy beside the system's.</summary>
    public SecretKeyRef? CaBundleSecretRef { get; set; }

    /// <summary>The character this proxy refuses in names of MCP servers; the operator replaces it by the other one.</summary>
    [SchemaDefault("\".\""), AllowedValues(".", "-")]
    public string? McpToolPrefixSeparator { get; set; }

    /// <summary>
    /// How long an object that LiteLLM refused, or that waits for something missing, waits before it is tried again; a Go duration, brought into
    /// the range 1m to 1h.
    /// </summary>
    [SchemaDefault("\"5m\"")]
    public string? RequeueOnRejectedAfter { get; set; }

    /// <summary>Requests per second to this proxy, all Connections to it together; 0 is unlimited.</summary>
    [SchemaDefault("5"), Minimum(0), Maximum(1000)]
    public int? MaxRequestsPerSecond { get; set; }

    /// <summary>Requests that may go out at once; 0 is the same as maxRequestsPerSecond.</summary>
    [SchemaDefault("10"), Minimum(0), Maximum(1000)]
    public int? MaxBurst { get; set; }

    /// <summary>Values for policy fields that objects using this Connection leave out.</summary>
    public ConnectionDefaults? Defaults { get; set; }
}
