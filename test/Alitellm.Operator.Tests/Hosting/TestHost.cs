using Alitellm.Operator.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alitellm.Operator.Tests.Hosting;

/// <summary>A host on two free loopback ports with a client to look at it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly HttpClient _client = new();

    private TestHost(OperatorHost host) => Host = host;

    public static OperatorOptions Options { get; } = new()
    {
        Identity = "me",
        InstanceId = "default/alitellm-operator",
        MetricsBindAddress = BindAddress.OnLoopback(0),
        HealthProbeBindAddress = BindAddress.OnLoopback(0),
    };

    public OperatorHost Host { get; }

    public static async Task<TestHost> StartAsync(IOperatorRuntime runtime, OperatorOptions? options = null, TimeProvider? timeProvider = null) => new(
        await OperatorHost.StartAsync(
            options ?? Options, (_, _) => runtime, new HostServices(timeProvider ?? TimeProvider.System, NullLoggerFactory.Instance, new Random(1))));

    public Task<(int Status, string Body)> ProbeAsync(string path) => GetAsync(Host.HealthProbeAddress!, path);

    public Task<(int Status, string Body)> MetricsAsync(string path) => GetAsync(Host.MetricsAddress!, path);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
    }

    private async Task<(int Status, string Body)> GetAsync(Uri address, string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(address, path));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
