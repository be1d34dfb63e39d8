using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The Kestrel skin: the world behind a real port.</summary>
public sealed class LiteLLMHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private LiteLLMHost(WebApplication application)
    {
        this.application = application;
        Address = new Uri(application.Urls.First());
    }

    /// <summary>Where it listens, without a trailing path.</summary>
    public Uri Address { get; }

    /// <summary>Starts listening on the loopback interface.</summary>
    /// <param name="world">What answers.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <param name="options">Null for one proxy behind the port and no control routes.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LiteLLMHost> StartAsync(LiteLLMWorld world, int port = 0, LiteLLMHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        options ??= new LiteLLMHostOptions();
        var control = options.ControlRoutes ? new StandInControl(world) : null;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Interface, port, listen => Configure(listen, options));
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(context, world, control, options.Replica));
        await application.StartAsync();
        return new LiteLLMHost(application);
    }

    /// <summary>Closes the port; requests under way are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await application.StopAsync(atOnce.Token);
        await application.DisposeAsync();
    }

    private static void Configure(ListenOptions listen, LiteLLMHostOptions options)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (options.NameProcesses)
        {
            listen.Use(next => connection =>
            {
                connection.Features.Set(new PeerFeature(PeerProcess.Find(connection.RemoteEndPoint as IPEndPoint, connection.LocalEndPoint as IPEndPoint)));
                return next(connection);
            });
        }
    }

    private static async Task AnswerAsync(HttpContext context, LiteLLMWorld world, StandInControl? control, int replica)
    {
        try
        {
            var request = await SocketDelivery.ReadAsync(context);
            var delivery = control?.Answer(request) is { } reply
                ? new Delivery(DeliveryKind.Answer, reply)
                : await world.SendAsync(request, replica, context.RequestAborted);
            await SocketDelivery.SendAsync(context, delivery);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left; there is nobody to answer. The journal says so.
            context.Abort();
        }
    }
}
