namespace Alitellm.Testing.LiteLLM;

/// <summary>LiteLLM behind WireMock.Net.</summary>
public sealed class WireMockLiteLLM : WireMockSkin
{
    /// <param name="world">What answers.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <param name="replica">The process to talk to, or -1 to go round all of them.</param>
    public WireMockLiteLLM(LiteLLMWorld world, int port = 0, int replica = -1)
        : base((request, cancellationToken) => world.SendAsync(request, replica, cancellationToken), port)
    {
        ArgumentNullException.ThrowIfNull(world);
    }
}
