using System.Text.Json;

namespace Alitellm.LiteLLM;

/// <summary>Builds the one exception type of this client, from whatever went wrong.</summary>
internal static class LiteLLMErrors
{
    private const int MaxTokenBytes = 64;

    public static LiteLLMException FromAnswer(HttpRequestMessage request, int status, ErrorBody body, TimeSpan? retryAfter, string? masterKey)
    {
        var operation = Operations.Of(request).Name;
        var verdict = ErrorClassifier.Classify(request.Method, operation, Operations.Mutates(request), status, body, retryAfter);
        string[] known = masterKey is null ? [] : [masterKey];
        var code = Token(body.Code, known);
        var type = Token(body.Type, known);
        var said = (code, type) switch
        {
            (null, null) => "",
            (_, null) => $" (code {code})",
            (null, _) => $" (type {type})",
            _ => $" (code {code}, type {type})",
        };
        return new LiteLLMException(verdict.Class, operation, $"{Head(request)} answered {status}{said}")
        {
            Status = status,
            Code = code,
            Type = type,
            RetryAfter = retryAfter,
            Unclear = verdict.Unclear,
            RouteMissing = verdict.RouteMissing,
            Detail = status == 401 || body.Message.Length == 0
                ? null
                : Redactor.Cut(Redactor.Redact(body.Message, known), ErrorBody.MaxDetailBytes),
        };
    }

    public static LiteLLMException FromTransport(HttpRequestMessage request, HttpRequestException cause) =>
        new(LiteLLMErrorClass.Transient, Operations.Of(request).Name, $"{Head(request)} failed: {cause.HttpRequestError}", cause)
        {
            Unclear = Operations.Mutates(request) && WasSent(cause),
        };

    public static LiteLLMException FromBrokenRead(HttpRequestMessage request, IOException cause) =>
        new(LiteLLMErrorClass.Transient, Operations.Of(request).Name, $"{Head(request)} failed: the answer broke off", cause)
        {
            Unclear = Operations.Mutates(request),
        };

    public static LiteLLMException FromTimeout(HttpRequestMessage request, TimeoutException cause) =>
        new(LiteLLMErrorClass.Transient, Operations.Of(request).Name, $"{Head(request)} failed: {cause.Message}", cause)
        {
            Unclear = Operations.Mutates(request),
        };

    /// <summary>Ended neither by the caller nor by our clock: the connection took too long to open, or the client was disposed meanwhile.</summary>
    public static LiteLLMException FromAbort(HttpRequestMessage request, OperationCanceledException cause)
    {
        var connecting = cause.InnerException is TimeoutException;
        return new LiteLLMException(
            LiteLLMErrorClass.Transient,
            Operations.Of(request).Name,
            $"{Head(request)} failed: {(connecting ? "no connection in time" : "the client was closed")}",
            cause)
        {
            Unclear = !connecting && Operations.Mutates(request),
        };
    }

    public static LiteLLMException FromTooLarge(HttpRequestMessage request, ResponseTooLargeException cause) =>
        new(LiteLLMErrorClass.TooLarge, Operations.Of(request).Name, $"{Head(request)} answered {cause.Status} with more than {cause.Limit} bytes", cause)
        {
            Status = cause.Status,
            Unclear = Operations.Mutates(request) && cause.Status is < 300 or >= 500,
        };

    /// <summary>A success whose body is not what it should be. The cause is left out: it may quote the body.</summary>
    public static LiteLLMException FromUnreadable(HttpRequestMessage request, int status, Exception cause) =>
        new(
            LiteLLMErrorClass.Transient,
            Operations.Of(request).Name,
            $"{Head(request)} answered {status} with a body that cannot be read ({(cause is JsonException ? "invalid JSON" : cause.GetType().Name)})")
        {
            Status = status,
            Code = "invalid_body",
            Unclear = Operations.Mutates(request),
        };

    public static LiteLLMException FromBadKey(HttpRequestMessage request, MasterKeyFormatException cause) =>
        new(LiteLLMErrorClass.Unauthorized, Operations.Of(request).Name, $"{Head(request)} was not sent: {cause.Message}", cause)
        {
            Code = "malformed_key",
        };

    public static LiteLLMException CircuitOpen(HttpRequestMessage request, TimeSpan retryAfter) =>
        new(LiteLLMErrorClass.CircuitOpen, Operations.Of(request).Name, $"{Head(request)} was not sent: the endpoint failed repeatedly and is paused")
        {
            RetryAfter = retryAfter,
        };

    public static LiteLLMException Paused(HttpRequestMessage request, TimeSpan retryAfter) =>
        new(LiteLLMErrorClass.Throttled, Operations.Of(request).Name, $"{Head(request)} was not sent: the endpoint asked to wait")
        {
            RetryAfter = retryAfter,
        };

    private static string Head(HttpRequestMessage request) =>
        $"{Operations.Of(request).Name}: {request.Method} {Operations.PathOf(request)}";

    private static string? Token(string? text, string[] known) =>
        text is null ? null : Redactor.Cut(Redactor.Redact(text, known), MaxTokenBytes);

    private static bool WasSent(HttpRequestException cause) => cause.HttpRequestError is not
        (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
}
