namespace Alitellm.LiteLLM.Http;

/// <summary>Records duration and failure of each request that was sent.</summary>
internal sealed class MetricsHandler(LiteLLMMetrics metrics, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        int? status = null;
        var failed = true;
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            status = (int)answer.StatusCode;
            failed = !Operations.Succeeded(request, answer);
            return answer;
        }
        finally
        {
            metrics.RecordRequest(Operations.Of(request).Name, status, failed, time.GetElapsedTime(start));
        }
    }
}
