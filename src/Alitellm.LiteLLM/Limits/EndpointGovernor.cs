using System.Net;
using System.Runtime.ExceptionServices;

namespace Alitellm.LiteLLM;

/// <summary>
/// Everything that protects one LiteLLM proxy from this process: request rate, requests in flight, circuit breaker, and the pause
/// that the proxy asked for. One per normalised endpoint; it outlives the clients that come and go with keys and probes.
/// Safe for concurrent use.
/// </summary>
public sealed class EndpointGovernor : IDisposable
{
    private readonly TimeProvider _time;
    private readonly LiteLLMMetrics _metrics;
    private readonly AdmissionQueue _admission;
    private readonly EndpointBreaker _breaker;
    private readonly Lock _lock = new();
    private readonly long _start;
    private TimeSpan _pausedUntil;
    private BreakerState _lastState;
    private int _inFlight;

    /// <param name="limits">The first limits; see <see cref="UpdateLimits"/>.</param>
    /// <param name="timeProvider">The clock of limiter, breaker and pause.</param>
    /// <param name="metrics">Where waits and requests in flight are recorded; the shared instance when null.</param>
    public EndpointGovernor(EndpointLimits limits, TimeProvider timeProvider, LiteLLMMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _time = timeProvider;
        _metrics = metrics ?? LiteLLMMetrics.Shared;
        _start = timeProvider.GetTimestamp();
        _admission = new AdmissionQueue(limits, timeProvider);
        _breaker = new EndpointBreaker(timeProvider);
        Limits = limits;
    }

    /// <summary>
    /// Raised after the breaker changed, on the thread of the call that changed it: whoever parked work for this endpoint can release it
    /// on <see cref="BreakerState.Closed"/>. Handlers must be quick and must not throw.
    /// </summary>
    public event Action<BreakerState>? BreakerChanged;

    /// <summary>The limits in force.</summary>
    public EndpointLimits Limits { get; private set; }

    /// <summary>Requests on the wire.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Calls that wait for a token or a place.</summary>
    public int Waiting => _admission.Waiting;

    /// <summary>The state of the breaker. It stays <see cref="BreakerState.Open"/> after the break until a call is tried.</summary>
    public BreakerState Breaker => _breaker.State;

    /// <summary>How long calls are refused from now because of the breaker or of <c>Retry-After</c>; null when they are not.</summary>
    public TimeSpan? RefusedFor => PausedFor is { } pause && !(_breaker.RefusedFor > pause) ? pause : _breaker.RefusedFor;

    private TimeSpan? PausedFor
    {
        get
        {
            lock (_lock)
            {
                var left = _pausedUntil - Elapsed;
                return left > TimeSpan.Zero ? left : null;
            }
        }
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Changes the limits in place. The tokens at hand stay: a new limit is no new burst.</summary>
    public void UpdateLimits(EndpointLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _admission.Update(limits);
        Limits = limits;
    }

    /// <summary>Ends all waiting with <see cref="ObjectDisposedException"/>; requests on the wire are not touched.</summary>
    public void Dispose() => _admission.Dispose();

    /// <summary>Sends when it is the request's turn.</summary>
    /// <exception cref="LiteLLMException">Not sent: <see cref="LiteLLMErrorClass.CircuitOpen"/>, or <see cref="LiteLLMErrorClass.Throttled"/> during a pause.</exception>
    internal async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        ThrowIfRefused(request);
        var arrived = _time.GetTimestamp();
        await _admission.EnterAsync(request, Operations.Of(request).Probe, cancellationToken);
        try
        {
            _metrics.RecordWait(_time.GetElapsedTime(arrived));
            ThrowIfRefused(request);
            var attempt = await _breaker.ExecuteAsync(
                static run => run.governor.AttemptAsync(run.request, run.send, run.cancellationToken),
                (governor: this, request, send, cancellationToken),
                cancellationToken);
            Announce();
            if (attempt is not { } done)
            {
                throw LiteLLMErrors.CircuitOpen(request, _breaker.RefusedFor ?? TimeSpan.Zero);
            }

            if (done.Error is not null)
            {
                ExceptionDispatchInfo.Throw(done.Error);
            }

            return done.Answer!;
        }
        finally
        {
            _admission.Leave();
        }
    }

    private async ValueTask<Attempt> AttemptAsync(
        HttpRequestMessage request,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inFlight);
        _metrics.RequestStarted();
        try
        {
            var answer = await send(request, cancellationToken);
            return new Attempt(answer, null, Examine(request, answer));
        }
#pragma warning disable CA1031 // Nothing is swallowed: the error is the result, and is thrown again once the breaker has seen it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new Attempt(null, error, Judge(error, cancellationToken));
        }
        finally
        {
            _metrics.RequestEnded();
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private EndpointHealth Examine(HttpRequestMessage request, HttpResponseMessage answer)
    {
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            && RetryAfterHeader.Read(answer, _time) is { } wait)
        {
            Pause(wait);
            return EndpointHealth.Doubtful;
        }

        return answer.StatusCode switch
        {
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => EndpointHealth.Failed,
            HttpStatusCode.InternalServerError => Operations.Mutates(request) ? EndpointHealth.Doubtful : EndpointHealth.Failed,
            _ => EndpointHealth.Alive,
        };
    }

    private static EndpointHealth Judge(Exception error, CancellationToken cancellationToken) => error switch
    {
        HttpRequestException or IOException or TimeoutException => EndpointHealth.Failed,
        ResponseTooLargeException => EndpointHealth.Alive,

        // Not the caller's doing: the time for opening a connection was over.
        OperationCanceledException { InnerException: TimeoutException } when !cancellationToken.IsCancellationRequested => EndpointHealth.Failed,
        _ => EndpointHealth.Unknown,
    };

    private void Pause(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = Elapsed + wait;
            if (until <= _pausedUntil)
            {
                return;
            }

            _pausedUntil = until;
        }

        if (wait > TimeSpan.Zero)
        {
            _admission.RejectWaiting(request => LiteLLMErrors.Paused(request, wait));
        }
    }

    private void ThrowIfRefused(HttpRequestMessage request)
    {
        if (PausedFor is { } pause)
        {
            throw LiteLLMErrors.Paused(request, pause);
        }

        if (_breaker.RefusedFor is { } breakLeft)
        {
            throw LiteLLMErrors.CircuitOpen(request, breakLeft);
        }
    }

    private void Announce()
    {
        var state = _breaker.State;
        lock (_lock)
        {
            if (state == _lastState)
            {
                return;
            }

            _lastState = state;
        }

        if (state == BreakerState.Open)
        {
            _admission.RejectWaiting(request => LiteLLMErrors.CircuitOpen(request, EndpointBreaker.BreakDuration));
        }

        BreakerChanged?.Invoke(state);
    }
}
