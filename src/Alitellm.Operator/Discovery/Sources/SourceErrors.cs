using System.Globalization;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>Builds the failures of sources. They say who and what happened; bodies, headers, URLs and the texts of causes stay out.</summary>
internal static class SourceErrors
{
    public static SourceException FromStatus(string source, int status, TimeSpan? retryAfter)
    {
        return status switch
        {
            401 or 403 => Refused(source, status),
            >= 300 and < 400 => Unreachable(string.Create(CultureInfo.InvariantCulture, $"{source} answered {status}; redirects are not followed")),
            _ => Unreachable(string.Create(CultureInfo.InvariantCulture, $"{source} answered {status}"), retryAfter),
        };
    }

    public static SourceException Refused(string source, int status)
    {
        return new(SourceFailure.AuthFailed, string.Create(CultureInfo.InvariantCulture, $"{source} answered {status}: it refuses the credentials"));
    }

    public static SourceException FromTooLarge(string source, ResponseTooLargeException cause)
    {
        return cause.Status is >= 200 and < 300
            ? Unreachable(string.Create(CultureInfo.InvariantCulture, $"{source} answered {cause.Status} with more than {cause.Limit} bytes"))
            : FromStatus(source, cause.Status, null);
    }

    public static SourceException FromTransport(string source, HttpRequestException cause)
    {
        return cause.InnerException is RefusedAddressException refused
            ? Unreachable($"{source} was not asked: its host was resolved to {refused.What}, which discovery does not call")
            : Unreachable(cause.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"{source} cannot be reached: its host name cannot be resolved",
                HttpRequestError.ConnectionError => $"{source} cannot be reached: no connection",
                HttpRequestError.SecureConnectionError => $"{source} cannot be reached: TLS failed",
                _ => $"{source} broke the connection",
            });
    }

    public static SourceException FromBrokenExchange(string source, Exception cause)
    {
        return Unreachable(cause switch
        {
            TimeoutException => string.Create(CultureInfo.InvariantCulture, $"{source} gave no complete answer within {SourceClient.Timeout.TotalSeconds} s"),
            IOException => $"{source} broke the connection",
            _ => $"{source} could not be asked: the client was closed",
        });
    }

    public static SourceException Unreachable(string message, TimeSpan? retryAfter = null)
    {
        return new(SourceFailure.Unreachable, message, retryAfter);
    }
}
