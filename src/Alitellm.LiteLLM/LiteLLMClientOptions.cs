using System.Reflection;
using System.Security.Cryptography.X509Certificates;

namespace Alitellm.LiteLLM;

/// <summary>What one client of one proxy is built from.</summary>
public sealed record LiteLLMClientOptions
{
    /// <summary>Base URL; a path in it is kept. It should have passed <see cref="EndpointRules.Check"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Certificate authorities trusted beside those of the system; null for none. Not disposed by the client.</summary>
    public X509Certificate2Collection? ExtraRoots { get; init; }

    /// <summary>Time for one request, from sending until the whole answer is read; waiting for the rate limit does not count. 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for opening a connection, TLS included. 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest answer of a successful request, decompressed: 16 MiB, some 5,000 models.</summary>
    public long MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Largest answer of a failed request: 1 MiB.</summary>
    public long MaxErrorBytes { get; init; } = 1024 * 1024;

    /// <summary>Writes every request and response body to the log, secrets included. For a test bench only.</summary>
    public bool DangerouslyLogBodies { get; init; }

    /// <summary>How the key travels.</summary>
    public LiteLLMAuthHeader AuthHeader { get; init; }

    /// <summary><c>User-Agent</c> of every request.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    private static string DefaultUserAgent { get; } = $"alitellm-operator/{Version()}";

    /// <summary>The version this assembly was built as, without the commit that the SDK appends.</summary>
    private static string Version() =>
        typeof(LiteLLMClientOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2)[0] ?? "0.0.0";
}
