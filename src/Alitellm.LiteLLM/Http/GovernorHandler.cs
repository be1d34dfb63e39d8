namespace Alitellm.LiteLLM.Http;

/// <summary>Sends when the governor of the endpoint lets it.</summary>
internal sealed class GovernorHandler(EndpointGovernor governor) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        governor.SendAsync(request, base.SendAsync, cancellationToken);
}
