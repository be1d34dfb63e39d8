namespace Alitellm.Testing.Clocks;

/// <summary>Waits until the thread pool has nothing to do but what it was always doing (a test host may keep a worker of its own).</summary>
internal static class PoolIdle
{
    /// <summary>Workers busy all along: the least ever seen.</summary>
    private static int s_always = int.MaxValue;

    public static void Wait()
    {
        if (IsIdle(out _))
        {
            return;
        }

        var spin = new SpinWait();
        var start = Environment.TickCount64;
        while (!IsIdle(out var busy))
        {
            spin.SpinOnce(sleep1Threshold: -1);
            if (Environment.TickCount64 - start > 2_000)
            {
                // A worker that is held this long is the host's, not ours: nothing here blocks.
                s_always = busy;
                return;
            }
        }
    }

    private static bool IsIdle(out int busy)
    {
        // The order matters: an item leaves the queue only after its worker counts as busy.
        var pending = ThreadPool.PendingWorkItemCount;
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        busy = all - free;
        if (busy < s_always)
        {
            s_always = busy;
        }

        return pending == 0 && busy <= s_always;
    }
}
