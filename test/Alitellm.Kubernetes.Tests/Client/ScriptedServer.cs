using System.Net;
using System.Text;

namespace Alitellm.Kubernetes.Tests.Client;

/// <summary>Answers requests from a list, in order, and keeps what was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public List<ScriptedRequest> Requests { get; } = [];

    public ScriptedServer Answers(HttpStatusCode status, string body, Action<HttpResponseMessage>? change = null)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        change?.Invoke(response);
        return Answers(_ => Task.FromResult(response));
    }

    public ScriptedServer Answers(string body) => Answers(HttpStatusCode.OK, body);

    public ScriptedServer Answers(Stream body) => Answers(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }));

    public ScriptedServer Fails(Exception exception) => Answers(_ => Task.FromException<HttpResponseMessage>(exception));

    public ScriptedServer Hangs() => Answers(async token =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("a hanging answer never comes");
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Headers.Accept.ToString(),
            request.Headers.UserAgent.ToString(),
            request.Content?.Headers.ContentType?.ToString() ?? "",
            body));
        return _answers.Count > 0 ? await _answers.Dequeue()(cancellationToken) : throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
    }

    private ScriptedServer Answers(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }
}
