using Alitellm.Operator.Observability;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Alitellm.Operator.Hosting;

/// <summary>A running operator: its runtime, its metrics and its two ports. Several may live in one process.</summary>
internal sealed class OperatorHost : IAsyncDisposable
{
    /// <summary>How long the runtime may take to end. Pods get 30 s from Kubernetes by default.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly HostServices _services;
    private readonly ILogger _logger;
    private readonly OperatorMetrics _metrics;
    private readonly MeterProvider _meterProvider;
    private readonly TracerProvider? _tracerProvider;
    private readonly IOperatorRuntime _runtime;
    private readonly CancellationTokenSource _stop = new();
    private WebEndpoints? _endpoints;
    private Task? _run;
    private bool _disposed;

    private OperatorHost(OperatorOptions options, HostServices services, Func<OperatorOptions, RuntimeServices, IOperatorRuntime> createRuntime)
    {
        _services = services;
        _logger = services.LoggerFactory.CreateLogger<OperatorHost>();
        _metrics = new OperatorMetrics(services.TimeProvider, OperatorVersion.Version, options.WatchNamespaces);
        _meterProvider = MetricsPipeline.Start(_metrics);
        _tracerProvider = TracePipeline.Start(options);
        try
        {
            _runtime = createRuntime(options, new RuntimeServices(services.TimeProvider, services.LoggerFactory, services.Random, _metrics));
        }
        catch
        {
            _tracerProvider?.Dispose();
            _meterProvider.Dispose();
            _metrics.Dispose();
            throw;
        }
    }

    /// <summary>Base address of the metrics port; null when it is off.</summary>
    public Uri? MetricsAddress => _endpoints?.Metrics;

    /// <summary>Base address of the probe port; null when it is off.</summary>
    public Uri? HealthProbeAddress => _endpoints?.HealthProbe;

    public IOperatorRuntime Runtime => _runtime;

    public OperatorMetrics Metrics => _metrics;

    /// <summary>Ends when the runtime does: faulted with its error, cancelled or completed otherwise. Unless <see cref="StopAsync"/> was called before, that is a failure.</summary>
    public Task Completion => _run ?? throw new InvalidOperationException("the runtime is not started");

    /// <summary>Opens the ports, then starts the runtime; returns without waiting for readiness.</summary>
    /// <param name="createRuntime">Called once. An object that is <see cref="IAsyncDisposable"/> is disposed with the host.</param>
    /// <exception cref="IOException">An address cannot be bound.</exception>
    public static async Task<OperatorHost> StartAsync(
        OperatorOptions options,
        Func<OperatorOptions, RuntimeServices, IOperatorRuntime> createRuntime,
        HostServices services,
        CancellationToken cancellationToken = default)
    {
        var host = new OperatorHost(options, services, createRuntime);
        try
        {
            StartupLog.Write(host._logger, options);
            host._endpoints = await WebEndpoints.StartAsync(
                options, host._meterProvider, host.Live, host.Ready, services.LoggerFactory, cancellationToken);
            HostLog.Listening(host._logger, host.MetricsAddress, host.HealthProbeAddress);
            host._run = host._runtime.RunAsync(host._stop.Token);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the runtime and waits for it; the ports stay open meanwhile and say that it is not ready.</summary>
    /// <returns>Whether the runtime ended in time and without an error.</returns>
    public async Task<bool> StopAsync()
    {
        HostLog.Stopping(_logger);
        await _stop.CancelAsync();
        try
        {
            await Completion.WaitAsync(StopLimit, _services.TimeProvider);
            HostLog.Stopped(_logger);
            return true;
        }
        catch (OperationCanceledException)
        {
            HostLog.Stopped(_logger);
            return true;
        }
        catch (TimeoutException) when (!Completion.IsCompleted)
        {
            HostLog.StopAbandoned(_logger, StopLimit.TotalSeconds);
            return false;
        }
#pragma warning disable CA1031 // Whatever ended the runtime, the rest of the process must still be closed in order.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            HostLog.StoppedWithError(_logger, exception);
            return false;
        }
    }

    /// <summary>Stops the runtime like <see cref="StopAsync"/> if it still runs, then closes the ports.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_run is { IsCompleted: false } && !_stop.IsCancellationRequested)
        {
            await StopAsync();
        }

        if (_endpoints is not null)
        {
            await _endpoints.DisposeAsync();
        }

        if (_runtime is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        _tracerProvider?.Dispose();
        _meterProvider.Dispose();
        _metrics.Dispose();
        _stop.Dispose();
    }

    private HealthReport Live() => Ended ? HealthReport.Failing("the runtime has ended") : _runtime.Live;

    private HealthReport Ready()
    {
        if (_stop.IsCancellationRequested)
        {
            return HealthReport.Failing("the operator is stopping");
        }

        return Ended ? HealthReport.Failing("the runtime has ended") : _runtime.Ready;
    }

    // A runtime that ends because it was told to is as live as before.
    private bool Ended => _run is { IsCompleted: true } && !_stop.IsCancellationRequested;
}
