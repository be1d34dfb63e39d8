using Microsoft.Extensions.Time.Testing;

namespace Alitellm.LiteLLM.Tests.Support;

/// <summary>A real client on a stub server and a clock that stands still until it is told.</summary>
internal sealed class TestClient : IDisposable
{
    public const string MasterKey = "sk-canary-0123456789";

    private readonly LiteLLMClient _client;

    public TestClient(EndpointLimits? limits = null, Func<LiteLLMClientOptions, LiteLLMClientOptions>? configure = null)
    {
        Governor = new EndpointGovernor(limits ?? EndpointLimits.Unlimited, Time, Metrics);
        var options = new LiteLLMClientOptions { Endpoint = new Uri("http://litellm.test:4000/") };
        options = configure?.Invoke(options) ?? options;
        _client = new LiteLLMClientFactory(Time, Log, _ => Server, Metrics, Writes).Create(options, Keys, Governor, Fence);
    }

    public FakeTimeProvider Time { get; } = new();

    public StubServer Server { get; } = new();

    public LogLines Log { get; } = new();

    public LiteLLMMetrics Metrics { get; } = new();

    public SeenWrites Writes { get; } = new();

    public TestKeys Keys { get; } = new(MasterKey);

    public TestFence Fence { get; } = new();

    public EndpointGovernor Governor { get; }

    public ILiteLLMApi Api => _client.Api;

    public void CloseClient() => _client.Dispose();

    public void Dispose()
    {
        _client.Dispose();
        Governor.Dispose();
        Metrics.Dispose();
        Log.Dispose();
        Server.Dispose();
    }
}
