using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Connections;

/// <summary>What is known of one Connection right now. Immutable; swapped whole.</summary>
/// <param name="Key">The Connection object.</param>
/// <param name="Reason">The reason of its Ready condition, or <c>Absent</c>.</param>
internal sealed record ConnectionSnapshot(ObjectKey Key, string Reason)
{
    /// <summary>How long a deterministic refusal waits when the Connection says nothing; the reference operator's 5 min.</summary>
    public static readonly TimeSpan DefaultRequeueOnRejectedAfter = TimeSpan.FromMinutes(5);

    /// <summary>The client, present exactly while the proxy accepted our key at the last probe.</summary>
    public LiteLLMClient? Client { get; init; }

    /// <summary>What all Connections to the same proxy share.</summary>
    public EndpointRuntime? Endpoint { get; init; }

    /// <summary>The generation of the Connection that was probed; null before the first probe.</summary>
    public long? Generation { get; init; }

    public LiteLLMVersion? Version { get; init; }

    /// <summary>Hashes secret values under a key derived from the master key.</summary>
    public SecretsHasher? Hasher { get; init; }

    public ConnectionDefaults? Defaults { get; init; }

    public string McpToolPrefixSeparator { get; init; } = ".";

    public TimeSpan RequeueOnRejectedAfter { get; init; } = DefaultRequeueOnRejectedAfter;

    /// <summary>The only test anything that talks to LiteLLM may use.</summary>
    public bool IsUsable => Client is not null && Endpoint is not null;

    public static ConnectionSnapshot Unknown(ObjectKey key)
    {
        return new(key, ConditionReasons.Connecting);
    }
}
