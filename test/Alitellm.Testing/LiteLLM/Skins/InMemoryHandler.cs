using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The skin without sockets: an <see cref="HttpMessageHandler"/> that asks a world directly.</summary>
internal sealed class InMemoryHandler(Func<WireRequest, CancellationToken, Task<Delivery>> ask) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        => SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var wire = new WireRequest(
            request.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), name => HeaderOf(request, name), body)
        {
            Host = uri.IdnHost,
        };
        var delivery = await ask(wire, cancellationToken);
        return delivery.Kind switch
        {
            DeliveryKind.Refuse => throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"Connection refused ({uri.Authority})", new SocketException((int)SocketError.ConnectionRefused)),
            DeliveryKind.Drop => throw new HttpRequestException(
                HttpRequestError.ResponseEnded,
                "An error occurred while sending the request.",
                new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.")),
            _ => Answer(request, delivery),
        };
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, Delivery delivery)
    {
        var reply = delivery.Reply!;
        var body = reply.Body;
        HttpContent content = delivery.Kind == DeliveryKind.Truncate
            ? new CutContent(body[..delivery.Keep], body.Length)
            : new ReadOnlyMemoryContent(body);
        if (reply.ContentType is { } type)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { RequestMessage = request, Content = content };
        if (reply.Header is var (name, value))
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string? HeaderOf(HttpRequestMessage request, string name)
        => request.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : null;
}
