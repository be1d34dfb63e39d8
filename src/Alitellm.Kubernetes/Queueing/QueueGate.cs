namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// The lock of a queue. It is held for tens of nanoseconds by threads that want it again at once, which is the worst case of an ordinary lock: whoever
/// finds it taken soon waits in the kernel, and then every release costs a wake-up. Here he keeps away for a while first, in which the holder gets
/// through dozens of operations on data that is still in its cache, and waits in the kernel only if that does not help.
/// </summary>
internal sealed class QueueGate
{
    // In normalised spins. Ten of the longest are longer than the lock is ever held by a thread that has not lost its processor.
    private const int FirstPause = 32;
    private const int LongestPause = 256;
    private const int Attempts = 10;

    // With one processor nobody can let go of the lock while another spins.
    private static readonly int Pauses = Environment.ProcessorCount > 1 ? Attempts : 0;

    private readonly Lock _lock = new();

    /// <summary>For those who bring keys.</summary>
    public Scope Enter()
    {
        if (!_lock.TryEnter())
        {
            EnterAfterPauses(FirstPause);
        }

        return new Scope(_lock);
    }

    /// <summary>
    /// For those who take keys: they give way to those who bring some. Keys that are added again and again meanwhile are then handed out once instead
    /// of many times.
    /// </summary>
    public Scope EnterToTake()
    {
        if (!_lock.TryEnter())
        {
            EnterAfterPauses(LongestPause);
        }

        return new Scope(_lock);
    }

    private void EnterAfterPauses(int pause)
    {
        for (int i = 0; i < Pauses; i++)
        {
            Thread.SpinWait(pause);
            if (_lock.TryEnter())
            {
                return;
            }

            pause = Math.Min(pause * 2, LongestPause);
        }

        _lock.Enter();
    }

    /// <summary>Held until disposed of.</summary>
    public readonly ref struct Scope(Lock held)
    {
        public void Dispose()
        {
            held.Exit();
        }
    }
}
