using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace Alitellm.Testing.LiteLLM;

/// <summary>
/// The WireMock.Net skin: a mapping that matches everything asks a world. Tests can put mappings of their own in front of it,
/// with a priority below <see cref="Priority"/>.
/// </summary>
public abstract class WireMockSkin : IDisposable
{
    /// <summary>Priority of the mapping that matches everything; lower numbers win.</summary>
    public const int Priority = 1000;

    private readonly AsyncLocal<Slot?> current = new();

    /// <param name="ask">What answers.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    private protected WireMockSkin(Func<WireRequest, CancellationToken, Task<Delivery>> ask, int port)
    {
        Server = WireMockServer.Start(new WireMockServerSettings
        {
            Port = port == 0 ? null : port,
            AllowBodyForAllHttpMethods = true,
            DisableJsonBodyParsing = true,
            MaxRequestLogCount = 0,
            PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use(DeliverAsync),
        });
        Server.Given(Request.Create().UsingAnyMethod()).AtPriority(Priority)
            .RespondWith(Response.Create().WithCallback(request => AskAsync(ask, request)));
        Address = new Uri(Server.Url!);
    }

    public WireMockServer Server { get; }

    public Uri Address { get; }

    public void Dispose()
    {
        Server.Stop();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<IResponseMessage> AskAsync(Func<WireRequest, CancellationToken, Task<Delivery>> ask, IRequestMessage message)
    {
        var slot = current.Value!;
        var (path, query) = SocketDelivery.TargetOf(slot.Context);
        var request = new WireRequest(
            message.Method, path, query, name => SocketDelivery.HeaderOf(slot.Context, name), message.BodyAsBytes ?? [])
        {
            Host = slot.Context.Request.Host.Host,
        };
        var delivery = await ask(request, slot.Context.RequestAborted);
        slot.Delivery = delivery;
        return delivery.Reply is { } reply ? MessageOf(reply) : new ResponseMessage { StatusCode = 500 };
    }

    private static ResponseMessage MessageOf(Reply reply)
    {
        var headers = new Dictionary<string, WireMockList<string>>(StringComparer.OrdinalIgnoreCase);
        if (reply.ContentType is { } type)
        {
            headers["Content-Type"] = new WireMockList<string>(type);
        }

        if (reply.Header is var (name, value))
        {
            headers[name] = new WireMockList<string>(value);
        }

        return new ResponseMessage
        {
            StatusCode = reply.Status,
            Headers = headers,
            BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = reply.Body.ToArray() },
        };
    }

    /// <summary>WireMock.Net cannot close a connection; its answer is held here until it is known how it may leave.</summary>
    private async Task DeliverAsync(HttpContext context, RequestDelegate next)
    {
        var slot = new Slot(context);
        current.Value = slot;
        var wire = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        context.Response.Body = wire;
        var body = held.GetBuffer().AsMemory(0, (int)held.Length);
        switch (slot.Delivery?.Kind)
        {
            case DeliveryKind.Refuse or DeliveryKind.Drop:
                context.Abort();
                break;
            case DeliveryKind.Truncate:
                context.Response.ContentLength = body.Length;
                await SocketDelivery.CutAsync(context, body[..slot.Delivery.Keep]);
                break;
            default:
                await wire.WriteAsync(body, context.RequestAborted);
                break;
        }
    }

    private sealed class Slot(HttpContext context)
    {
        public HttpContext Context { get; } = context;

        public Delivery? Delivery { get; set; }
    }
}
