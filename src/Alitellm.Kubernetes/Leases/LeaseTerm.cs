using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Alitellm.Kubernetes.Leases;

/// <summary>
/// One uninterrupted time of holding a lease. It is judged by the monotonic clock, which goes on while the process is stopped: the
/// deadline is the time at which the last successful renewal was <em>sent</em>, plus the lease duration, less a safety margin, so it
/// lies before any time at which another replica, counting from when it <em>saw</em> that renewal, may take the lease.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer of its own holds nothing, and the token is read after the end of the term.")]
public sealed partial class LeaseTerm
{
    private static readonly AsyncLocal<LeaseTerm?> Flow = new();

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private long _deadline;
    private bool _over;

    internal LeaseTerm(string lease, long deadline, TimeProvider timeProvider, ILogger logger)
    {
        Lease = lease;
        _time = timeProvider;
        _logger = logger;
        _deadline = deadline;
        Token = _end.Token;
        _timer = timeProvider.CreateTimer(static state => ((LeaseTerm)state!).CheckDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm(deadline);
    }

    /// <summary>The term the current asynchronous flow works under; null outside of one.</summary>
    public static LeaseTerm? Current => Flow.Value;

    public string Lease { get; }

    /// <summary>Cancelled when the term ends, at the latest at its deadline.</summary>
    public CancellationToken Token { get; }

    /// <summary>
    /// Whether the monotonic clock is still before the deadline, which each renewal moves. True also means that no other holder can have
    /// started. Stays true while work in flight is drained after <see cref="Token"/> was cancelled.
    /// </summary>
    public bool IsValid
    {
        get
        {
            lock (_gate)
            {
                return IsBeforeDeadline;
            }
        }
    }

    /// <summary>The time until the deadline, zero when it is over.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                return IsBeforeDeadline ? _time.GetElapsedTime(_time.GetTimestamp(), _deadline) : TimeSpan.Zero;
            }
        }
    }

    private bool IsBeforeDeadline => !_over && _time.GetTimestamp() < _deadline;

    /// <exception cref="LeaseLostException">The term is over.</exception>
    public void ThrowIfOver()
    {
        if (!IsValid)
        {
            throw new LeaseLostException(Lease);
        }
    }

    /// <summary>Makes the term the <see cref="Current"/> one of the calling asynchronous method and all it starts.</summary>
    internal void Enter()
    {
        Flow.Value = this;
    }

    /// <returns>False when the term was over already: a late answer does not bring it back.</returns>
    internal bool TryExtend(long deadline)
    {
        lock (_gate)
        {
            if (!IsBeforeDeadline)
            {
                return false;
            }

            _deadline = Math.Max(_deadline, deadline);
            return true;
        }
    }

    /// <summary>Asks the work to end; what is in flight may still be sent.</summary>
    internal void RequestEnd()
    {
        try
        {
            _end.Cancel();
        }
        catch (AggregateException exception)
        {
            // The failure of somebody's callback must not keep the term from ending.
            LogCallbackFailed(exception, Lease);
        }
    }

    /// <summary>Ends the term for good: nothing may be sent any more.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _over = true;
        }

        _timer.Dispose();
        RequestEnd();
    }

    private void CheckDeadline()
    {
        long deadline;
        lock (_gate)
        {
            deadline = _deadline;
            if (_over)
            {
                return;
            }
        }

        if (_time.GetTimestamp() < deadline)
        {
            Arm(deadline);
        }
        else
        {
            End();
        }
    }

    private void Arm(long deadline)
    {
        _timer.Change(TimerGrain.RoundUp(_time.GetElapsedTime(_time.GetTimestamp(), deadline)), Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(60, LogLevel.Error, "A callback failed at the end of a term of lease {Lease}")]
    private partial void LogCallbackFailed(Exception exception, string lease);
}
