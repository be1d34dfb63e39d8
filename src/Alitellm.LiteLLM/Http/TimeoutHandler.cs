using System.Globalization;

namespace Alitellm.LiteLLM.Http;

/// <summary>
/// Ends a request that takes too long, its answer's body included, with <see cref="TimeoutException"/>: told apart from the caller's
/// cancellation, which stays one.
/// </summary>
public sealed class TimeoutHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (Exception error) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested && IsAbort(error))
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds} s"), error);
        }
    }

    /// <summary>A socket that is closed under a read may say so instead of naming the cancellation.</summary>
    private static bool IsAbort(Exception error) => error is OperationCanceledException or HttpRequestException or IOException;
}
