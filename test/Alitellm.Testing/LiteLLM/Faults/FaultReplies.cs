using System.Text;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The answers that faults give.</summary>
internal static class FaultReplies
{
    public static Reply Of(LiteLLMFaultEffect effect)
    {
        var reply = effect.Body is { } body
            ? new Reply(effect.StatusCode, Encoding.UTF8.GetBytes(body), effect.ContentType)
            : Usual(effect.StatusCode);
        return effect.RetryAfter is { } value ? reply with { Header = ("Retry-After", value) } : reply;
    }

    public static Reply Padded(Reply reply, long bytes)
    {
        if (reply.Body.Length >= bytes)
        {
            return reply;
        }

        var padded = new byte[bytes];
        reply.Body.CopyTo(padded);
        padded.AsSpan(reply.Body.Length).Fill((byte)' ');
        return reply with { Body = padded };
    }

    private static Reply Usual(int status) => status switch
    {
        401 => Errors.Proxy(401, "Authentication Error, Invalid proxy server token passed.", "token_not_found_in_db", "key"),
        422 => Errors.Missing(null, "body", "injected"),
        429 => Errors.Proxy(429, "Rate limit exceeded", "throttling_error"),
        500 => Errors.Bare500,
        _ => Errors.Proxy(status, "Injected failure", "internal_server_error"),
    };
}
