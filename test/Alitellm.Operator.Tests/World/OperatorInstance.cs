using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Tests.Hosting;
using Alitellm.Testing.Clocks;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Metrics;

namespace Alitellm.Operator.Tests.World;

/// <summary>One operator process of a world.</summary>
internal sealed class OperatorInstance : IDisposable
{
    private readonly OperatorWorld _world;
    private readonly VirtualPump _pump;
    private readonly CancellationTokenSource _stop = new();
    private readonly OperatorMetrics _metrics;
    private readonly OperatorRuntime _runtime;
    private readonly string _userAgent;
    private readonly MeterProvider? _collected;
    private Task _run = Task.CompletedTask;

    public OperatorInstance(OperatorWorld world, VirtualPump pump, OperatorOptions options, Random random, bool scraped)
    {
        _world = world;
        _pump = pump;
        Options = options;
        _userAgent = $"alitellm-operator/{options.Identity}";
        Log = new CapturedLog(world.OperatorTime);
        _metrics = new OperatorMetrics(world.OperatorTime, "test", options.WatchNamespaces);
        _collected = scraped ? MetricsPipeline.Start(_metrics) : null;
        Metrics = new CapturedMetrics(_metrics);
        KubernetesLink = new ProcessLink(world.Kubernetes.CreateHandler(), world.Time);
        LiteLLMLink = new ProcessLink(world.LiteLLMHandler(), world.Time);
        SourceLink = new ProcessLink(new UndisposedHandler(world.Provider), world.Time);
        var kubernetes = KubernetesConnection.ForHandler(KubernetesLink, _userAgent, world.OperatorTime);
        _runtime = new OperatorRuntime(
            options,
            new RuntimeServices(world.OperatorTime, Log, random, _metrics),
            new OperatorTransports(kubernetes, _ => new UndisposedHandler(LiteLLMLink), () => new UndisposedHandler(SourceLink)));
    }

    public OperatorOptions Options { get; }

    public CapturedLog Log { get; }

    public CapturedMetrics Metrics { get; }

    public ProcessLink KubernetesLink { get; }

    public ProcessLink LiteLLMLink { get; }

    public ProcessLink SourceLink { get; }

    public HealthReport Ready => _runtime.Ready;

    public HealthReport Live => _runtime.Live;

    public bool IsRunning => !_run.IsCompleted;

    /// <summary>What ended the process, when nobody told it to end.</summary>
    public Exception? Failure => _run.Exception;

    public void Start()
    {
        _pump.Do(() => _run = _runtime.RunAsync(_stop.Token));
    }

    /// <summary>SIGTERM.</summary>
    public void RequestStop()
    {
        _pump.Do(_stop.Cancel);
    }

    /// <summary>SIGKILL: from this instant on nothing this process does is seen by anybody.</summary>
    public void Kill()
    {
        KubernetesLink.IsDead = true;
        LiteLLMLink.IsDead = true;
        SourceLink.IsDead = true;
        CutWatches();
        _pump.Do(_stop.Cancel);
    }

    /// <summary>How long every request of this process travels each way.</summary>
    public void SetLatency(TimeSpan latency)
    {
        KubernetesLink.Latency = latency;
        LiteLLMLink.Latency = latency;
    }

    /// <summary>Cuts the process off from the API server until <see cref="Reconnect"/>.</summary>
    public void CutFromKubernetes()
    {
        KubernetesLink.IsCut = true;
        CutWatches();
    }

    public void Reconnect()
    {
        KubernetesLink.IsCut = false;
        LiteLLMLink.IsCut = false;
    }

    /// <summary>The page a Prometheus would get now.</summary>
    public async Task<string> ScrapeAsync()
    {
        await using var endpoints = await WebEndpoints.StartAsync(
            TestHost.Options, _collected!, () => HealthReport.Healthy, () => HealthReport.Healthy, NullLoggerFactory.Instance, CancellationToken.None);
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(endpoints.Metrics!, "/metrics"));
    }

    public void Dispose()
    {
        _stop.Dispose();
        _collected?.Dispose();
        Metrics.Dispose();
        _metrics.Dispose();
    }

    private void CutWatches()
    {
        _world.Kubernetes.Faults.CutWatches(request => request.UserAgent == _userAgent);
    }
}
