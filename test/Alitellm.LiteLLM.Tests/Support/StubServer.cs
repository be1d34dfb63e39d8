using System.Net;
using System.Text;

namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>An in-memory primary handler: records what is sent and answers what the test says, on the caller's thread.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _next = new();

    public List<SentRequest> Requests { get; } = [];

    /// <summary>The answer when nothing is queued.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Otherwise { get; set; } = (_, _) => Task.FromResult(Json("{}"));

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>A stream in place of a body.</summary>
    public static HttpResponseMessage Streamed(Stream body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StreamContent(body) };

    public StubServer Answer(string body, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        _next.Enqueue((_, _) =>
        {
            var answer = Json(body, status);
            if (retryAfter is not null)
            {
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return Task.FromResult(answer);
        });
        return this;
    }

    public StubServer Fail(Exception error, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _next.Enqueue((_, _) => Task.FromException<HttpResponseMessage>(error));
        }

        return this;
    }

    /// <summary>Answers when the returned source is set.</summary>
    public TaskCompletionSource<HttpResponseMessage> Hold()
    {
        var held = new TaskCompletionSource<HttpResponseMessage>();
        _next.Enqueue((_, token) => held.Task.WaitAsync(token));
        return held;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : Encoding.UTF8.GetString(((MemoryStream)request.Content.ReadAsStream(cancellationToken)).ToArray());
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
        Requests.Add(new SentRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, headers));
        return _next.TryDequeue(out var answer) ? answer(request, cancellationToken) : Otherwise(request, cancellationToken);
    }
}
