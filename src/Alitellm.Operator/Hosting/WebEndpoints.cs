using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Metrics;

namespace Alitellm.Operator.Hosting;

/// <summary>The HTTP side of the process: <c>/metrics</c> on one port, <c>/healthz</c> and <c>/readyz</c> on the other. Neither port answers for the other one.</summary>
internal sealed class WebEndpoints : IAsyncDisposable
{
    private readonly WebApplication? _application;

    private WebEndpoints(WebApplication? application, Uri? metrics, Uri? healthProbe)
    {
        _application = application;
        Metrics = metrics;
        HealthProbe = healthProbe;
    }

    /// <summary>Base address of the metrics port as bound, with loopback for "all interfaces"; null when it is off.</summary>
    public Uri? Metrics { get; }

    /// <summary>Base address of the probe port as bound, with loopback for "all interfaces"; null when it is off.</summary>
    public Uri? HealthProbe { get; }

    /// <exception cref="IOException">An address cannot be bound.</exception>
    public static async Task<WebEndpoints> StartAsync(
        OperatorOptions options, MeterProvider metrics, Func<HealthReport> live, Func<HealthReport> ready, ILoggerFactory loggerFactory, CancellationToken cancellationToken)
    {
        (BindAddress Address, Listener Listener)[] listeners =
            [.. new[] { (options.MetricsBindAddress, Listener.Metrics), (options.HealthProbeBindAddress, Listener.HealthProbe) }.Where(static entry => !entry.Item1.IsOff)];
        if (listeners.Length == 0)
        {
            return new WebEndpoints(null, null, null);
        }

        // Empty, so that no ASPNETCORE_ variable, settings file or signal handler changes what the operator does.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggerFactory);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach ((BindAddress address, Listener listener) in listeners)
            {
                Listen(kestrel, address, listener);
            }
        });
        WebApplication application = builder.Build();
        application.UseOpenTelemetryPrometheusScrapingEndpoint(
            metrics, static context => IsGetOf(context, Listener.Metrics, "/metrics"), path: null, configureBranchedPipeline: null, optionsName: null);
        application.Run(context => AnswerAsync(context, live, ready));
        await application.StartAsync(cancellationToken);

        // In the order of the listeners.
        string[] bound = [.. application.Urls];
        return new WebEndpoints(application, BaseAddress(Listener.Metrics), BaseAddress(Listener.HealthProbe));

        Uri? BaseAddress(Listener listener)
        {
            int index = Array.FindIndex(listeners, entry => entry.Listener == listener);
            return index < 0 ? null : Reachable(new Uri(bound[index]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    private static void Listen(KestrelServerOptions kestrel, BindAddress address, Listener listener)
    {
        if (address.Address is null)
        {
            kestrel.ListenAnyIP(address.Port, Configure);
        }
        else
        {
            kestrel.Listen(new IPEndPoint(address.Address, address.Port), Configure);
        }

        void Configure(ListenOptions endpoint)
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(next => connection =>
            {
                connection.Features.Set(new ListenerFeature(listener));
                return next(connection);
            });
        }
    }

    private static Uri Reachable(Uri bound) =>
        bound.Host is "0.0.0.0" or "[::]" ? new UriBuilder(bound) { Host = IPAddress.Loopback.ToString() }.Uri : bound;

    private static bool IsGetOf(HttpContext context, Listener listener, string path) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Path == path
        && context.Features.Get<ListenerFeature>()?.Listener == listener;

    private static Task AnswerAsync(HttpContext context, Func<HealthReport> live, Func<HealthReport> ready)
    {
        HealthReport? report = null;
        if (IsGetOf(context, Listener.HealthProbe, "/healthz"))
        {
            report = live();
        }
        else if (IsGetOf(context, Listener.HealthProbe, "/readyz"))
        {
            report = ready();
        }

        if (report is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.StatusCode = report.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(report.Ok ? "ok" : string.Join('\n', report.Reasons), context.RequestAborted);
    }

    private sealed record ListenerFeature(Listener Listener);

    // The process decides when it ends: the runtime first, the ports last.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
