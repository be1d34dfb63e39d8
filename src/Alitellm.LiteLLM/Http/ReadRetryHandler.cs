using System.Net.Sockets;

namespace Alitellm.LiteLLM.Http;

/// <summary>Repeats a read once when the connection broke under it. A write is never repeated here: only the caller can tell whether it was stored.</summary>
internal sealed class ReadRetryHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception error) when (request.Method == HttpMethod.Get && IsReset(error) && !cancellationToken.IsCancellationRequested)
        {
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static bool IsReset(Exception? error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => true,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => true,
        SocketException socket => socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown,
        HttpRequestException or IOException => IsReset(error.InnerException),
        _ => false,
    };
}
