using System.Globalization;

namespace Alitellm.Testing.LiteLLM;

/// <summary>A fault's effect with its parameters. Use the factories.</summary>
public sealed record LiteLLMFaultEffect(LiteLLMFaultKind Kind)
{
    /// <summary>HTTP status of <see cref="LiteLLMFaultKind.Status"/>.</summary>
    public int StatusCode { get; init; } = 500;

    /// <summary>Body of the error answer; null for the usual one of that status.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>The Retry-After header as it is sent: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    public bool AfterEffect { get; init; }

    public TimeSpan? Duration { get; init; }

    public long Bytes { get; init; }

    public static LiteLLMFaultEffect LostAnswer { get; } = new(LiteLLMFaultKind.LostAnswer);

    public static LiteLLMFaultEffect Refused { get; } = new(LiteLLMFaultKind.Refused);

    public static LiteLLMFaultEffect StaleRead { get; } = new(LiteLLMFaultKind.StaleRead);

    public static LiteLLMFaultEffect MemoryLag { get; } = new(LiteLLMFaultKind.MemoryLag);

    public static LiteLLMFaultEffect Status(int code, string? body = null, bool afterEffect = false)
        => new(LiteLLMFaultKind.Status) { StatusCode = code, Body = body, AfterEffect = afterEffect };

    /// <summary>429 with Retry-After in whole seconds.</summary>
    public static LiteLLMFaultEffect TooManyRequests(TimeSpan retryAfter)
        => Status(429) with { RetryAfter = ((long)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture) };

    /// <summary>429 with Retry-After as a date.</summary>
    public static LiteLLMFaultEffect TooManyRequests(DateTimeOffset retryAt) => Status(429) with { RetryAfter = retryAt.ToString("R", CultureInfo.InvariantCulture) };

    /// <summary>An error page such as a load balancer in front of the proxy gives.</summary>
    public static LiteLLMFaultEffect HtmlPage(int code = 502)
        => Status(code, $"<html><head><title>{code}</title></head><body><h1>{code}</h1></body></html>") with { ContentType = "text/html" };

    /// <summary>No answer for <paramref name="duration"/>, or until the client gives up when null.</summary>
    public static LiteLLMFaultEffect Hang(TimeSpan? duration = null, bool afterEffect = false)
        => new(LiteLLMFaultKind.Hang) { Duration = duration, AfterEffect = afterEffect };

    public static LiteLLMFaultEffect Truncated(int bytes = 10) => new(LiteLLMFaultKind.Truncated) { Bytes = bytes };

    public static LiteLLMFaultEffect Oversized(long bytes) => new(LiteLLMFaultKind.Oversized) { Bytes = bytes };
}
