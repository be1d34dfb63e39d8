namespace Alitellm.Kubernetes.Client;

/// <summary>The last stop before a request leaves: asks the hook about writes, whoever sends them.</summary>
/// <param name="target">Where requests end instead of in the inner handler; null for the network.</param>
internal sealed class RequestGate(HttpMessageInvoker? target) : DelegatingHandler
{
    public Action<HttpRequestMessage>? BeforeWrite { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            BeforeWrite?.Invoke(request);
        }

        return target is null ? base.SendAsync(request, cancellationToken) : target.SendAsync(request, cancellationToken);
    }
}
