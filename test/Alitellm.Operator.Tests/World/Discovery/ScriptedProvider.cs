using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Tests.World.Discovery;

/// <summary>A provider that answers like OpenAI with the models it is told to have.</summary>
internal sealed class ScriptedProvider(TimeProvider time) : HttpMessageHandler
{
    private readonly List<(DateTimeOffset At, string Host, string? Authorization)> _requests = [];

    /// <summary>By host; a host without an entry has <see cref="Models"/>.</summary>
    public Dictionary<string, string[]> ModelsOf { get; } = [];

    public string[] Models { get; set; } = [];

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public TimeSpan? RetryAfter { get; set; }

    /// <summary>No answer comes before this ends.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Text sent in place of a list.</summary>
    public string? Body { get; set; }

    public IReadOnlyList<(DateTimeOffset At, string Host, string? Authorization)> Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        _requests.Add((time.GetUtcNow(), host, request.Headers.Authorization?.ToString()));
        var models = ModelsOf.GetValueOrDefault(host, Models);
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(cancellationToken);
        }

        var list = new JsonObject { ["data"] = new JsonArray([.. models.Select(model => (JsonNode)new JsonObject { ["id"] = model, ["object"] = "model" })]) };
        var answer = new HttpResponseMessage(Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body ?? list.ToJsonString())) };
        if (RetryAfter is { } wait)
        {
            answer.Headers.RetryAfter = new(wait);
        }

        return answer;
    }
}
