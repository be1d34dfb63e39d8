namespace Alitellm.LiteLLM.Http;

/// <summary>Asks the fence right before a write. No handler below this one waits before it sends.</summary>
internal sealed class FenceHandler(IRequestFence? fence) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (fence is not null && Operations.Mutates(request))
        {
            // A write that is already given up must not leave either, whether or not the primary handler looks at the token.
            cancellationToken.ThrowIfCancellationRequested();
            fence.ThrowIfClosed();
        }

        return base.SendAsync(request, cancellationToken);
    }
}
