using System.Net;

namespace Alitellm.LiteLLM.Http;

/// <summary>The handler with the sockets.</summary>
internal static class PrimaryHandler
{
    public static SocketsHttpHandler Create(LiteLLMClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the master key elsewhere.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            ConnectTimeout = options.ConnectTimeout,

            // Long enough to keep connections warm between polls, short enough to follow a moved Service.
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1.5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,

            // The proxy variables of a pod are meant for the internet; the key stays on the way that the endpoint names.
            UseProxy = false,
        };
        if (options.ExtraRoots is { Count: > 0 } roots)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = new AdditionalRoots(roots).Validate;
        }

        return handler;
    }
}
