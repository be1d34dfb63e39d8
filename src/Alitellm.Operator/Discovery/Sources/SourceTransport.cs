using System.Net;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>The handler with the sockets.</summary>
internal static class SourceTransport
{
    public static SocketsHttpHandler Create(SourceAddressRules rules, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        return new SocketsHttpHandler
        {
            // A redirect would carry the credentials to an address nobody checked.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            ConnectCallback = new SourceConnector(rules, resolve ?? Dns.GetHostAddressesAsync).ConnectAsync,
            MaxConnectionsPerServer = 4,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,

            // A proxy would resolve the name itself, behind the check.
            UseProxy = false,
        };
    }
}
