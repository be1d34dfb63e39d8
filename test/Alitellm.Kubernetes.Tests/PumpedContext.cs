namespace Alitellm.Kubernetes.Tests;

/// <summary>One thread that runs every continuation in the order it was posted, as the seeded world does.</summary>
internal sealed class PumpedContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    /// <summary>Runs until <paramref name="main"/> has ended.</summary>
    public static Task RunAsync(Func<Task> main)
    {
        PumpedContext context = new();
        SynchronizationContext? previous = Current;
        SetSynchronizationContext(context);
        try
        {
            Task task = main();
            while (!task.IsCompleted)
            {
                if (!context.RunOne())
                {
                    throw new InvalidOperationException("nothing left to run, but the main task has not ended");
                }
            }

            return task;
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs until nothing is left to run, then calls <paramref name="stop"/> and runs until <paramref name="main"/> has ended.</summary>
    public static Task RunUntilIdleAsync(Func<Task> main, Action stop)
    {
        return RunAsync(() =>
        {
            Task task = main();
            ((PumpedContext)Current!).Drain();
            stop();
            return task;
        });
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted)
        {
            _posted.Enqueue((d, state));
        }
    }

    /// <summary>Runs what is posted until nothing is left.</summary>
    public void Drain()
    {
        while (RunOne())
        {
        }
    }

    private bool RunOne()
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_posted)
        {
            if (!_posted.TryDequeue(out next))
            {
                return false;
            }
        }

        next.Callback(next.State);
        return true;
    }
}
