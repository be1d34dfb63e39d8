using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Reads requests from Kestrel and carries deliveries out on the connection.</summary>
internal static class SocketDelivery
{
    public static async Task<WireRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (path, query) = TargetOf(context);
        return new WireRequest(context.Request.Method, path, query, name => HeaderOf(context, name), body.ToArray())
        {
            Process = context.Features.Get<PeerFeature>()?.Process,
        };
    }

    /// <summary>A refused connection cannot be imitated once it is open: it is aborted without an answer, like a dropped one.</summary>
    public static async Task SendAsync(HttpContext context, Delivery delivery)
    {
        if (delivery.Kind is DeliveryKind.Refuse or DeliveryKind.Drop)
        {
            context.Abort();
            return;
        }

        var reply = delivery.Reply!;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        if (reply.Header is var (name, value))
        {
            context.Response.Headers[name] = value;
        }

        if (reply.Status != 204)
        {
            context.Response.ContentLength = reply.Body.Length;
        }

        if (delivery.Kind == DeliveryKind.Truncate)
        {
            await CutAsync(context, reply.Body[..delivery.Keep]);
            return;
        }

        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    /// <summary>Sends the first part of a body whose full length was announced, then closes the connection.</summary>
    public static async Task CutAsync(HttpContext context, ReadOnlyMemory<byte> part)
    {
        await context.Response.Body.WriteAsync(part, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>Path and query as sent: Kestrel's own path is decoded but for slashes.</summary>
    public static (string Path, string Query) TargetOf(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path.ToUriComponent();
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out var absolute))
        {
            target = absolute.PathAndQuery;
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    public static string? HeaderOf(HttpContext context, string name)
        => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
