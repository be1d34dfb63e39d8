using System.Threading.Channels;

namespace Alitellm.Kubernetes.Queueing;

// The gate, idleness and the end.
public sealed partial class WorkQueue<TKey>
{
    private bool IsIdle => _keys.Processing == 0 && (_paused || _keys.Ready == 0);

    /// <summary>Closes the gate: keys are still accepted, none is handed out.</summary>
    public void Pause()
    {
        List<TaskCompletionSource>? idle;
        using (_gate.Enter())
        {
            _paused = true;
            idle = TakeIdleWaiters();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
    }

    /// <summary>Opens the gate.</summary>
    public void Resume()
    {
        bool wake;
        using (_gate.Enter())
        {
            _paused = false;
            wake = ClaimToken();
        }

        if (wake)
        {
            SendToken();
        }
    }

    /// <summary>Ends when no key is with a worker and none could be handed out: the lanes are empty or the gate is closed. Delayed keys do not count.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (_gate.Enter())
        {
            if (IsIdle)
            {
                return Task.CompletedTask;
            }

            (_idleWaiters ??= []).Add(waiter);
        }

        return AwaitAsync(waiter, cancellationToken);
    }

    /// <summary>Accepts no more keys and drops the delayed ones; what is ready is still handed out, then <see cref="TakeAsync"/> throws.</summary>
    public void Complete()
    {
        using (_gate.Enter())
        {
            _completed = true;
            _keys.DropDelayed();
        }

        _timer.Dispose();
        _tokens.Writer.TryComplete();
    }

    /// <summary>Completes the queue and drops what is ready; waiting workers get a <see cref="ChannelClosedException"/>.</summary>
    public void Dispose()
    {
        Complete();
        List<TaskCompletionSource>? idle;
        using (_gate.Enter())
        {
            _keys.DropReady();
            idle = TakeIdleWaiters();
        }

        idle?.ForEach(static waiter => waiter.TrySetResult());
        QueueTelemetry.Unregister(this);
    }

    private static async Task AwaitAsync(TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        await waiter.Task;
    }

    private List<TaskCompletionSource>? TakeIdleWaiters()
    {
        if (_idleWaiters is null || !IsIdle)
        {
            return null;
        }

        List<TaskCompletionSource> waiters = _idleWaiters;
        _idleWaiters = null;
        return waiters;
    }
}
