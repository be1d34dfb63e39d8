using System.Net;
using System.Net.Http.Headers;

namespace Alitellm.Testing.Kubernetes;

/// <summary>
/// The in-memory skin. Content is read and written without suspending, so that with a virtual clock a request is over when the call
/// returns. Give the <see cref="HttpClient"/> an infinite time-out: its own runs on real time.
/// </summary>
internal sealed class ApiServerMessageHandler(ApiServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = request.RequestUri ?? throw new InvalidOperationException("the request has no address");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await server.HandleAsync(
            new ApiRequest
            {
                Method = request.Method.Method,
                Path = Uri.UnescapeDataString(uri.AbsolutePath),
                Query = uri.Query,
                Accept = request.Headers.Accept.ToString(),
                ContentType = request.Content?.Headers.ContentType?.MediaType ?? "",
                UserAgent = request.Headers.UserAgent.ToString(),
                Body = body,
            },
            cancellationToken);
        return response.Connection switch
        {
            ConnectionOutcome.Refused => throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused"),
            ConnectionOutcome.Lost => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection was closed before an answer came"),
            _ => Message(request, response),
        };
    }

    private static HttpResponseMessage Message(HttpRequestMessage request, ApiResponse response)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new StreamContent(response.Stream ?? new SegmentStream(response.Body)),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        if (response.Stream is null)
        {
            message.Content.Headers.ContentLength = response.Body.Sum(s => (long)s.Length);
        }

        if (response.RetryAfterSeconds is { } seconds)
        {
            message.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        }

        foreach (var warning in response.Warnings)
        {
            message.Headers.TryAddWithoutValidation("Warning", WarningHeader.Format(warning));
        }

        return message;
    }
}
