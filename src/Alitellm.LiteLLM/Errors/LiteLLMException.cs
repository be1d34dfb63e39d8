namespace Alitellm.LiteLLM;

/// <summary>
/// A call to LiteLLM failed. <see cref="Exception.Message"/> holds the operation, method, route, status, code and type and nothing
/// else: no body, no id, no key.
/// </summary>
public sealed class LiteLLMException : Exception
{
    public LiteLLMException(LiteLLMErrorClass errorClass, string operation, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Class = errorClass;
        Operation = operation;
    }

    public LiteLLMErrorClass Class { get; }

    /// <summary>The name of the call as in the metrics, e.g. <c>model_new</c>.</summary>
    public string Operation { get; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>code</c> of the error body, redacted.</summary>
    public string? Code { get; init; }

    /// <summary>The <c>type</c> of the error body, redacted.</summary>
    public string? Type { get; init; }

    /// <summary>How long to wait before the next try, where the server or the circuit breaker said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when this was a write and LiteLLM may have stored it all the same: read back before repeating a create.</summary>
    public bool Unclear { get; init; }

    /// <summary>True when LiteLLM does not know the route at all, which is how an older version answers.</summary>
    public bool RouteMissing { get; init; }

    /// <summary>
    /// The server's own words, redacted by shape and by the master key, at most <see cref="ErrorBody.MaxDetailBytes"/> bytes; null for 401,
    /// whose answers quote the key. They may repeat what was sent: redact by the known values of the request before showing them.
    /// </summary>
    public string? Detail { get; init; }
}
