namespace Alitellm.Operator.Tests.World;

/// <summary>Sends each request to the proxy its host names.</summary>
internal sealed class HostHandler(Func<string, HttpMessageInvoker?> proxies) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        return proxies(request.RequestUri!.Host) is { } proxy
            ? proxy.SendAsync(request, cancellationToken)
            : throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");
    }
}
