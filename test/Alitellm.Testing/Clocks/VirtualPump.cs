using System.Runtime.ExceptionServices;

namespace Alitellm.Testing.Clocks;

/// <summary>
/// Runs everything that awaits under it on one thread and in one order, and moves a <see cref="VirtualTime"/> only when nothing is left
/// to do. What the platform hands to its thread pool by itself (cancellation callbacks, continuations of its own code) is waited for
/// before the next piece of work is taken, so that it cannot race with it.
/// </summary>
public sealed class VirtualPump(VirtualTime time) : SynchronizationContext
{
    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();

    /// <summary>Pieces of work done so far.</summary>
    public long Steps { get; private set; }

    public override SynchronizationContext CreateCopy()
    {
        return this;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _work.Enqueue((d, state));
        }
    }

    /// <exception cref="NotSupportedException">From another thread: it would have to wait for a pump that may never run again.</exception>
    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        if (Current != this)
        {
            throw new NotSupportedException("only code that runs under the pump may call synchronously");
        }

        d(state);
    }

    /// <summary>Runs <paramref name="action"/> under the pump and then all that follows from it at this instant.</summary>
    public void Do(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Post(static run => ((Action)run!)(), action);
        RunUntil(static () => false, time.Elapsed, fire: false);
    }

    /// <summary>Lets virtual time pass.</summary>
    public void Run(TimeSpan duration)
    {
        RunUntil(static () => false, time.Elapsed + duration, fire: true);
    }

    /// <summary>Lets virtual time pass until <paramref name="condition"/> holds, looked at whenever nothing is left to do at an instant.</summary>
    /// <returns>False when it did not hold within <paramref name="limit"/>.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        return RunUntil(condition, time.Elapsed + limit, fire: true);
    }

    private bool RunUntil(Func<bool> condition, TimeSpan end, bool fire)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var instant = time.Elapsed;
            var steps = 0;
            do
            {
                Drain();
                if (condition())
                {
                    return true;
                }

                steps = time.Elapsed == instant ? steps + 1 : 0;
                instant = time.Elapsed;
                ThrowIfEndless(steps);
            }
            while (fire && time.FireNext(end));

            Drain();
            return condition();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>A loop that never waits would stop virtual time; told apart from much work by a number no instant of a test needs.</summary>
    private void ThrowIfEndless(long steps)
    {
        if (steps > 200_000)
        {
            throw new InvalidOperationException($"virtual time stands still at {time.GetUtcNow():O}: something loops without waiting");
        }
    }

    private void Drain()
    {
        for (var steps = 0; ; steps++)
        {
            ThrowIfEndless(steps);
            PoolIdle.Wait();
            (SendOrPostCallback Callback, object? State) work;
            lock (_gate)
            {
                if (!_work.TryDequeue(out work))
                {
                    return;
                }
            }

            Steps++;
            try
            {
                work.Callback(work.State);
            }
            catch (Exception e)
            {
                // Only async void and timer-like callbacks end here: the run is over, with the original stack.
                ExceptionDispatchInfo.Throw(e);
            }
        }
    }
}
