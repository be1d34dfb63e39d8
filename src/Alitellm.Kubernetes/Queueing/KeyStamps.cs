namespace Alitellm.Kubernetes.Queueing;

/// <summary>
/// When a ready key became ready or a processed one was taken, by entry. Kept only while somebody listens, so that nobody else pays for the
/// clock or the memory; 0 is unknown.
/// </summary>
internal sealed class KeyStamps(TimeProvider time)
{
    private long[] _since = [];

    /// <summary>Whether there is anything to take or to put.</summary>
    public bool IsUsed => _since.Length > 0 || QueueTelemetry.IsTimed;

    public void Put(int index, int capacity)
    {
        if (!QueueTelemetry.IsTimed)
        {
            return;
        }

        if (_since.Length <= index)
        {
            Array.Resize(ref _since, capacity);
        }

        // 0 means unknown, and a virtual clock may start there.
        _since[index] = Math.Max(1, time.GetTimestamp());
    }

    public long Take(int index)
    {
        if (index >= _since.Length)
        {
            return 0;
        }

        long since = _since[index];
        _since[index] = 0;
        return since;
    }

    public (double Sum, double Longest) OfProcessed<TKey>(KeyEntry<TKey>[] entries)
    {
        double sum = 0;
        double longest = 0;
        for (int index = 0; index < _since.Length; index++)
        {
            if (_since[index] != 0 && (entries[index].State & KeyState.Processing) != 0)
            {
                double seconds = time.GetElapsedTime(_since[index]).TotalSeconds;
                sum += seconds;
                longest = Math.Max(longest, seconds);
            }
        }

        return (sum, longest);
    }
}
