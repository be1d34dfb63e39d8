using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>A service that offers models: its documented routes, its check of credentials, and what can go wrong with any of them.</summary>
public abstract class Provider
{
    /// <summary>What <c>Retry-After</c> says, in seconds.</summary>
    public const int RetryAfter = 17;

    private static readonly byte[] s_huge = Huge();

    /// <summary>What it offers, in its order. Change it between requests.</summary>
    public IList<string> Models { get; init; } = [];

    /// <summary>Elements per page, where the service has pages.</summary>
    public int PageSize { get; set; } = 20;

    public ProviderFault Fault { get; set; }

    /// <summary>Requests that are still answered before <see cref="Fault"/> strikes.</summary>
    public int FaultAfter { get; set; }

    /// <summary>The only credential it takes; null takes any and none.</summary>
    public string? Key { get; set; }

    /// <summary>What strikes the next request.</summary>
    internal ProviderFault Strike()
    {
        return FaultAfter-- > 0 ? ProviderFault.None : Fault;
    }

    internal Delivery Deliver(WireRequest request, ProviderFault fault)
    {
        return fault switch
        {
            ProviderFault.Refused => Delivery.Refused,
            ProviderFault.Dropped => Delivery.Dropped,
            ProviderFault.CutConnection => Cut(Work(request)),
            ProviderFault.TruncatedJson => Sent(Shortened(Work(request))),
            ProviderFault.Unauthorized => Sent(Refusal(401, request)),
            ProviderFault.Forbidden => Sent(Refusal(403, request)),
            ProviderFault.ServerError => Sent(Refusal(500, request)),
            ProviderFault.TooManyRequests => Sent(Refusal(429, request) with { Header = ("Retry-After", $"{RetryAfter}") }),
            ProviderFault.Unavailable => Sent(Refusal(503, request) with { Header = ("Retry-After", $"{RetryAfter}") }),
            ProviderFault.Redirect => Sent(Reply.Empty(302) with { Header = ("Location", "http://169.254.169.254/latest/meta-data/") }),
            ProviderFault.Html => Sent(new Reply(200, "<!doctype html><title>Sign in</title>"u8.ToArray(), "text/html; charset=utf-8")),
            ProviderFault.OtherJson => Sent(Reply.Ok(new JsonObject { ["ok"] = true, [ItemsName] = "none" })),
            ProviderFault.EmptyList => Sent(Reply.Ok(Empty())),
            ProviderFault.Huge => Sent(new Reply(200, s_huge, Reply.JsonType)),
            _ => Sent(Work(request)),
        };
    }

    /// <summary>The member that holds the list.</summary>
    protected virtual string ItemsName => "data";

    private protected abstract bool IsAuthorized(WireRequest request);

    /// <summary>The answer to an authorised request; null when there is no such route.</summary>
    private protected abstract Reply? Answer(WireRequest request);

    private protected virtual JsonNode Empty()
    {
        return new JsonObject { [ItemsName] = new JsonArray() };
    }

    /// <summary>What a refused client is told. Providers do quote keys, which is why nothing of a body may be shown.</summary>
    private protected virtual Reply Refusal(int status, WireRequest request)
    {
        return Reply.Json(status, new JsonObject { ["error"] = new JsonObject { ["message"] = $"refused: {Sent(request)}" } });
    }

    /// <summary>The values of one page and what asks for the next; a token is the index where its page begins.</summary>
    private protected (IReadOnlyList<T> Items, string? Next) Page<T>(IEnumerable<T> all, string? token)
    {
        var start = token is null ? 0 : int.Parse(token.TrimStart('p'), System.Globalization.CultureInfo.InvariantCulture);
        var rest = all.Skip(start).ToList();
        return rest.Count > PageSize ? (rest[..PageSize], $"p{start + PageSize}") : (rest, null);
    }

    private protected static string? Parameter(WireRequest request, string name)
    {
        return request.Query.Split('&')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2 && part[0] == name)
            .Select(part => Uri.UnescapeDataString(part[1]))
            .FirstOrDefault();
    }

    private protected static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> render)
    {
        return [.. items.Select(render)];
    }

    private Reply Work(WireRequest request)
    {
        return !IsAuthorized(request) ? Refusal(401, request) : Answer(request) ?? Reply.Json(404, new JsonObject { ["error"] = "no such route" });
    }

    private static string Sent(WireRequest request)
    {
        string[] headers = ["Authorization", "x-api-key", "api-key", "x-goog-api-key", "xi-api-key", "x-amz-security-token"];
        return string.Join(' ', headers.Select(request.Header).OfType<string>());
    }

    private static Delivery Sent(Reply reply)
    {
        return new Delivery(DeliveryKind.Answer, reply);
    }

    private static Delivery Cut(Reply reply)
    {
        return new Delivery(DeliveryKind.Truncate, reply) { Keep = reply.Body.Length / 2 };
    }

    private static Reply Shortened(Reply reply)
    {
        return reply with { Body = reply.Body[..(reply.Body.Length / 2)] };
    }

    private static byte[] Huge()
    {
        var body = new byte[50_000_000];
        Array.Fill(body, (byte)' ');
        return body;
    }
}
