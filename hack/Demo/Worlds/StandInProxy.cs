using Alitellm.Testing.LiteLLM;

namespace Alitellm.Demo.Worlds;

/// <summary>The stand-in on a free port of this machine.</summary>
internal sealed class StandInProxy : IProxy
{
    /// <summary>The key in the samples.</summary>
    public const string MasterKey = "sk-1234";

    /// <summary>The oldest LiteLLM that has every kind of the samples.</summary>
    private const string Version = "1.93.0";

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
        var world = new LiteLLMWorld(TimeProvider.System, new LiteLLMWorldOptions { Version = Version, MasterKey = MasterKey });
        return new StandInProxy(world, await LiteLLMHost.StartAsync(world));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
