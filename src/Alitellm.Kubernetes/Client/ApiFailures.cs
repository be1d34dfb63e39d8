using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Alitellm.Kubernetes.Client;

/// <summary>Turns refusals and transport failures into <see cref="KubernetesApiException"/>. Quotes fields of a Status object, never a body.</summary>
internal static class ApiFailures
{
    /// <summary>Reasons of failures that are not the API server's own words.</summary>
    public const string Unreachable = "Unreachable";
    public const string TimedOut = "RequestTimeout";
    public const string Undecodable = "Undecodable";

    /// <summary>Reason of a list or watch version that the server no longer, or not yet, has.</summary>
    public const string Expired = "Expired";

    private const int MaxStatusBytes = 64 << 10;
    private const int MaxMessageLength = 512;

    public static async Task<KubernetesApiException> RefusalAsync(
        HttpResponseMessage response, string what, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var retryAfter = RetryAfter(response, timeProvider);
        var parsed = await ReadStatusAsync(response, cancellationToken);
        return Of(status, parsed, what, retryAfter);
    }

    /// <summary>The failure a Status object describes, for example the one in an <c>ERROR</c> watch event.</summary>
    public static KubernetesApiException OfStatus(ReadOnlySpan<byte> statusObject, string what)
    {
        var parsed = StatusObject.Parse(statusObject);
        return Of(parsed.Code ?? (int)HttpStatusCode.InternalServerError, parsed, what, null);
    }

    /// <returns>Null when the exception is not a failure to reach or understand the server.</returns>
    public static KubernetesApiException? Translate(Exception exception, Deadline deadline, string what)
    {
        return exception switch
        {
            OperationCanceledException when deadline.Passed => new(null, TimedOut, $"{what}: no answer in time", inner: exception),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                new(null, "TlsFailure", $"{what}: the TLS handshake failed", inner: exception),
            HttpRequestException or IOException or SocketException => new(null, Unreachable, $"{what}: {Cause(exception)}", inner: exception),
            JsonException or InvalidDataException =>
                new(null, Undecodable, $"{what}: the answer is not the JSON that was asked for", inner: exception),
            _ => null,
        };
    }

    private static KubernetesApiException Of(int status, StatusObject parsed, string what, TimeSpan? retryAfter)
    {
        var reason = parsed.TooLargeVersion ? Expired : parsed.Reason ?? ((HttpStatusCode)status).ToString();
        var message = parsed.Message is null ? "" : $": {parsed.Message[..Math.Min(parsed.Message.Length, MaxMessageLength)]}";
        var wait = retryAfter ?? (parsed.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        return new(status, reason, string.Create(CultureInfo.InvariantCulture, $"{what}: {status} {reason}{message}"), wait);
    }

    private static string Cause(Exception exception)
    {
        return exception.GetBaseException() is SocketException socket ? $"not reachable ({socket.SocketErrorCode})" : "the connection failed";
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider timeProvider)
    {
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - timeProvider.GetUtcNow()).Ticks)),
            _ => null,
        };
    }

    private static async Task<StatusObject> ReadStatusAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var buffer = new ResponseBuffer(stream);
            while (buffer.Unread.Length < MaxStatusBytes && await buffer.FillAsync(cancellationToken))
            {
            }

            return StatusObject.Parse(buffer.Unread);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The status line alone says that it failed; the explanation was cut off.
            return default;
        }
    }
}
