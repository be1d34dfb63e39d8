using System.Globalization;

namespace Alitellm.LiteLLM;

/// <summary>
/// Turns an error answer into its meaning. LiteLLM's statuses are not enough: a missing model is 400, a duplicate is 400, 409 or
/// 500, and a missing licence is 403, so the server's words are looked at where the status leaves a choice.
/// </summary>
internal static class ErrorClassifier
{
    /// <param name="method">The HTTP method of the request.</param>
    /// <param name="operation">Its operation name.</param>
    /// <param name="mutates">Whether it could change something.</param>
    /// <param name="status">A status outside 200–299.</param>
    /// <param name="body">The parsed body.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> of the answer.</param>
    public static ErrorVerdict Classify(HttpMethod method, string operation, bool mutates, int status, ErrorBody body, TimeSpan? retryAfter) => status switch
    {
        400 => BadRequest(operation, body.Message),
        401 => new ErrorVerdict(LiteLLMErrorClass.Unauthorized),
        403 => Forbidden(body.Message),
        404 => new ErrorVerdict(LiteLLMErrorClass.NotFound, RouteMissing: IsUnknownRoute(body)),
        405 => new ErrorVerdict(LiteLLMErrorClass.Rejected, RouteMissing: true),
        408 => new ErrorVerdict(LiteLLMErrorClass.Transient, Unclear: mutates),
        409 => new ErrorVerdict(LiteLLMErrorClass.AlreadyExists),
        425 => new ErrorVerdict(LiteLLMErrorClass.Transient),
        429 => new ErrorVerdict(LiteLLMErrorClass.Throttled),
        500 => ServerError(method, operation, mutates, body),
        503 when retryAfter is not null => new ErrorVerdict(LiteLLMErrorClass.Throttled, Unclear: mutates),
        >= 500 => new ErrorVerdict(LiteLLMErrorClass.Transient, Unclear: mutates),
        >= 400 => new ErrorVerdict(LiteLLMErrorClass.Rejected),
        // Redirects and anything odder come from something in front of LiteLLM: nothing was stored.
        _ => new ErrorVerdict(LiteLLMErrorClass.Transient),
    };

    private static ErrorVerdict BadRequest(string operation, string message)
    {
        if (operation.StartsWith("model_", StringComparison.Ordinal)
            && (Says(message, "not found in db") || Says(message, "not found on litellm proxy") || Says(message, "model not found")))
        {
            return new ErrorVerdict(LiteLLMErrorClass.NotFound);
        }

        if (Says(message, "already exists"))
        {
            return new ErrorVerdict(LiteLLMErrorClass.AlreadyExists);
        }

        return new ErrorVerdict(NeedsLicence(message) ? LiteLLMErrorClass.LicenceRequired : LiteLLMErrorClass.Rejected);
    }

    private static ErrorVerdict Forbidden(string message)
    {
        if (Says(message, "enterprise"))
        {
            return new ErrorVerdict(LiteLLMErrorClass.LicenceRequired);
        }

        var notAdmin = Says(message, "does not have permission") || Says(message, "admin access required") || Says(message, "proxy admin");
        return new ErrorVerdict(notAdmin ? LiteLLMErrorClass.Unauthorized : LiteLLMErrorClass.Rejected);
    }

    private static ErrorVerdict ServerError(HttpMethod method, string operation, bool mutates, ErrorBody body)
    {
        var message = body.Message;
        if (Says(message, "unique constraint"))
        {
            return new ErrorVerdict(LiteLLMErrorClass.AlreadyExists);
        }

        // The row of a DELETE was gone: toolsets answer so.
        if (method == HttpMethod.Delete && Says(message, "record to delete does not exist"))
        {
            return new ErrorVerdict(LiteLLMErrorClass.NotFound);
        }

        // Settled before anything was stored, and the same request fails again.
        if (Says(message, "STORE_MODEL_IN_DB") || Says(message, "doesn't exist in db"))
        {
            return new ErrorVerdict(LiteLLMErrorClass.Rejected);
        }

        // A create without model_name or litellm_params.model ends in an unhandled exception, which answers bare text.
        if (operation == "model_new" && !body.Structured && message.Trim() == "Internal Server Error")
        {
            return new ErrorVerdict(LiteLLMErrorClass.Rejected, Unclear: true);
        }

        // Some handlers wrap their own client errors: {"detail":"404: … not found"}.
        if (Wrapped(message) is { } status)
        {
            return Classify(method, operation, mutates, status, body with { Message = message[4..] }, retryAfter: null);
        }

        return new ErrorVerdict(LiteLLMErrorClass.Transient, Unclear: mutates);
    }

    private static int? Wrapped(string message) =>
        message.Length > 4
        && message[3] == ':'
        && int.TryParse(message.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 400 and < 500
            ? status
            : null;

    /// <summary>The framework's own answer for a path that nobody handles; handlers name what they did not find.</summary>
    private static bool IsUnknownRoute(ErrorBody body) => body.Structured && body.Message == "Not Found" && body.Code is null;

    private static bool NeedsLicence(string message) => Says(message, "LiteLLM Enterprise");

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
