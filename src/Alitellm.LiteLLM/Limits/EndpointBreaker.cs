using Polly;
using Polly.CircuitBreaker;

namespace Alitellm.LiteLLM;

/// <summary>
/// Polly's circuit breaker, counting failures in a row instead of a ratio: its predicate reports a failure only from the fifth on, and
/// one reported failure opens it.
/// </summary>
/// <remarks>
/// No callbacks are registered on the Polly strategy: it would run them on a thread of its own. State changes are seen by looking
/// at the state after each attempt.
/// </remarks>
internal sealed class EndpointBreaker
{
    /// <summary>Failures in a row that open the circuit.</summary>
    public const int FailureThreshold = 5;

    /// <summary>How long an open circuit refuses calls before it lets one through.</summary>
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(15);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<Attempt> _pipeline;
    private readonly TimeProvider _time;
    private int _failures;
    private long _openedAt;

    public EndpointBreaker(TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = new MonotonicTimeProvider(time) }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromHours(1),
                BreakDuration = BreakDuration,
                StateProvider = _state,
                ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome.Result.Health)),
            })
            .Build();
    }

    /// <summary>The current state. It stays <see cref="BreakerState.Open"/> after the break until a call comes.</summary>
    public BreakerState State => _state.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.HalfOpen,
        _ => BreakerState.Open,
    };

    /// <summary>How long calls are refused from now; null when one may be tried.</summary>
    public TimeSpan? RefusedFor
    {
        get
        {
            switch (State)
            {
                case BreakerState.Closed:
                    return null;
                case BreakerState.HalfOpen:
                    // The trial decides; its end is not known.
                    return TimeSpan.FromSeconds(1);
                default:
                    var left = BreakDuration - _time.GetElapsedTime(Interlocked.Read(ref _openedAt));
                    return left > TimeSpan.Zero ? left : null;
            }
        }
    }

    /// <summary>Runs the call, or answers null without running it while the circuit is open.</summary>
    public async ValueTask<Attempt?> ExecuteAsync<TState>(Func<TState, ValueTask<Attempt>> call, TState state, CancellationToken cancellationToken)
    {
        // Continuations stay where the caller wants them; Polly's default is the thread pool.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, CancellationToken.None);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (_, run) => Outcome.FromResult(await run.call(run.state)),
                context,
                (call, state));
            return outcome.Exception switch
            {
                null => outcome.Result,
                BrokenCircuitException => null,
                var other => throw other,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsFailure(EndpointHealth health)
    {
        var opens = State switch
        {
            // Only an answer closes the circuit: a trial that was given up proves nothing.
            BreakerState.HalfOpen => health is EndpointHealth.Failed or EndpointHealth.Unknown,
            BreakerState.Closed => health == EndpointHealth.Failed && Interlocked.Increment(ref _failures) >= FailureThreshold,

            // A call from before it opened: it neither prolongs the break nor ends it.
            _ => false,
        };
        if (opens)
        {
            Interlocked.Exchange(ref _openedAt, _time.GetTimestamp());
        }
        else if (health == EndpointHealth.Alive || State == BreakerState.HalfOpen)
        {
            Interlocked.Exchange(ref _failures, 0);
        }

        return opens;
    }
}
