using Alitellm.Testing.LiteLLM;

namespace Alitellm.Demo.Worlds;

/// <summary>The stand-in on a free port of this machine.</summary>
internal sealed class StandInProxy : IProxy
{
    private readonly LiteLLMWorld _world;
    private readonly LiteLLMHost _host;

    private StandInProxy(LiteLLMWorld world, LiteLLMHost host)
    {
        _world = world;
        _host = host;
    }

    public Uri Endpoint => _host.Address;

    public long Writes => _world.Journal.Writes;

    public long Reads => _world.Journal.Reads;

    public static async Task<StandInProxy> StartAsync()
    {
        var world = new LiteLLMWorld(TimeProvider.System);
        return new StandInProxy(world, await LiteLLMHost.StartAsync(world));
    }

    public Task<int> CountModelsAsync(CancellationToken cancellationToken) => Task.FromResult(_world.Models.Count);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
