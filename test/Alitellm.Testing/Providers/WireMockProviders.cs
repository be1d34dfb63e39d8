using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>Providers behind WireMock.Net on a real port, told apart by the Host header.</summary>
public sealed class WireMockProviders : WireMockSkin
{
    /// <param name="world">What answers.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    public WireMockProviders(ProviderWorld world, int port = 0)
        : base(world.SendAsync, port)
    {
    }
}
