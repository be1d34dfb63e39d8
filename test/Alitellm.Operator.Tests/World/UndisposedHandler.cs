namespace Alitellm.Operator.Tests.World;

/// <summary>Lends a handler to a client, which disposes what it is given.</summary>
internal sealed class UndisposedHandler(HttpMessageHandler inner) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        return _inner.SendAsync(request, cancellationToken);
    }
}
