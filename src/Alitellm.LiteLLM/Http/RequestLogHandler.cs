using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Alitellm.LiteLLM.Http;

/// <summary>
/// One line per request: method, path, status (or <c>error</c>) and latency in milliseconds. Never headers, query, error text, and bodies
/// only when the dangerous switch is on. Successful reads are debug, all else is info.
/// </summary>
internal sealed partial class RequestLogHandler(ILogger log, TimeProvider time, bool logBodies) : DelegatingHandler
{
    public const string Category = "Alitellm.LiteLLM.Http";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        HttpResponseMessage? answer = null;
        try
        {
            answer = await base.SendAsync(request, cancellationToken);
            return answer;
        }
        finally
        {
            var level = answer is { IsSuccessStatusCode: true } && !Operations.Mutates(request) ? LogLevel.Debug : LogLevel.Information;
            if (log.IsEnabled(level))
            {
                var status = answer is null ? "error" : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
                var latency = (long)time.GetElapsedTime(start).TotalMilliseconds;
                LogRequest(level, request.Method.Method, request.RequestUri?.AbsolutePath ?? "", status, latency);
            }

            if (logBodies && log.IsEnabled(LogLevel.Information))
            {
                var sent = await TextAsync(request.Content);
                var received = await TextAsync(answer?.Content);
                LogBodies(LogLevel.Information, sent, received);
            }
        }
    }

    /// <summary>Both bodies are in memory by now: reading them takes nothing from the caller.</summary>
    private static async Task<string> TextAsync(HttpContent? content) =>
        content is null ? "" : Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(CancellationToken.None));

    [LoggerMessage(EventId = 1, Message = "{Method} {Path} {Status} {LatencyMs} ms")]
    private partial void LogRequest(LogLevel level, string method, string path, string status, long latencyMs);

    [LoggerMessage(EventId = 2, Message = "request body: {RequestBody} response body: {ResponseBody}")]
    private partial void LogBodies(LogLevel level, string requestBody, string responseBody);
}
