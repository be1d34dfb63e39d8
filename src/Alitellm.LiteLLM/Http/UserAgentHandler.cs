using System.Net.Http.Headers;

namespace Alitellm.LiteLLM.Http;

/// <summary>Says who we are and what we read, on every request.</summary>
internal sealed class UserAgentHandler(string userAgent) : DelegatingHandler
{
    private static readonly MediaTypeWithQualityHeaderValue _json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.ParseAdd(userAgent);
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(_json);
        return base.SendAsync(request, cancellationToken);
    }
}
