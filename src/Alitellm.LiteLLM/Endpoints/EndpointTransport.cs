namespace Alitellm.LiteLLM;

/// <summary>How a master key would travel to an endpoint.</summary>
public enum EndpointTransport
{
    /// <summary>Over TLS.</summary>
    Tls,

    /// <summary>In clear, but without leaving the machine.</summary>
    Loopback,

    /// <summary>In clear within the cluster: a single label, <c>*.svc</c> or <c>*.svc.cluster.local</c>.</summary>
    ClusterLocal,

    /// <summary>In clear to somewhere else. The two-label form <c>service.namespace</c> counts as remote: it could be any domain.</summary>
    RemotePlaintext,
}
