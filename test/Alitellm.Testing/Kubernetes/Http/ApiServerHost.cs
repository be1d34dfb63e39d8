using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alitellm.Testing.Kubernetes;

/// <summary>The HTTP skin: an <see cref="ApiServer"/> on the loopback interface, plain HTTP/1.1 without authentication.</summary>
public sealed class ApiServerHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping = new();

    private ApiServerHost(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts listening on a port of 127.0.0.1; 0 takes a free one.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServerHost> StartAsync(ApiServer server, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = 16 << 20;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        var host = new ApiServerHost(application);
        application.Run(context => host.HandleAsync(server, context));
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        host.Address = new Uri(addresses.Addresses.First());
        return host;
    }

    /// <summary>Writes a kubeconfig for this server and returns its full path. It names a token, which nobody checks: client libraries refuse a user without credentials.</summary>
    public string WriteKubeconfig(string path)
    {
        var full = Path.GetFullPath(path);
        File.WriteAllText(full, $$"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: embedded
              cluster:
                server: "{{Address.GetLeftPart(UriPartial.Authority)}}"
            contexts:
            - name: embedded
              context: {cluster: embedded, user: admin, namespace: default}
            users:
            - name: admin
              user: {token: not-checked}
            current-context: embedded

            """);
        return full;
    }

    /// <summary>Ends open watches and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task HandleAsync(ApiServer server, HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var response = await server.HandleAsync(await ReadAsync(context, ended.Token), ended.Token);
            if (response.Connection != ConnectionOutcome.Answered)
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, response, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, the host stops, or an injected fault broke the body.
            context.Abort();
        }
    }

    private static async Task<ApiRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        return new ApiRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "/",
            Query = context.Request.QueryString.Value ?? "",
            Accept = context.Request.Headers.Accept.ToString(),
            ContentType = context.Request.ContentType?.Split(';')[0].Trim() ?? "",
            UserAgent = context.Request.Headers.UserAgent.ToString(),
            Body = body.ToArray(),
            AsynchronousStreams = true,
        };
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse response, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        if (response.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        foreach (var warning in response.Warnings)
        {
            context.Response.Headers.Append("Warning", WarningHeader.Format(warning));
        }

        if (response.Stream is not { } stream)
        {
            context.Response.ContentLength = response.Body.Sum(s => (long)s.Length);
            foreach (var segment in response.Body)
            {
                await context.Response.BodyWriter.WriteAsync(segment, cancellationToken);
            }

            return;
        }

        await using (stream)
        {
            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            await context.Response.BodyWriter.FlushAsync(cancellationToken);
            var buffer = new byte[32 * 1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await context.Response.BodyWriter.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
    }
}
