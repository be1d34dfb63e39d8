using System.Diagnostics;
using Alitellm.Kubernetes.Queueing;

namespace Alitellm.Benchmarks.Queueing;

/// <summary>Delayed keys: what adding costs, how late they come, and what a waiting key weighs.</summary>
internal static class DelayedRun
{
    private const int EarliestMilliseconds = 2000;
    private const int LatestMilliseconds = 4000;

    /// <summary>Adds every key once with a delay of 2 to 4 s and takes them all with one consumer.</summary>
    public static async Task<DelayedFigures> RunAsync(string[] keys)
    {
        Random random = new(1);
        int[] delays = [.. keys.Select(_ => random.Next(EarliestMilliseconds, LatestMilliseconds))];
        Dictionary<string, int> indexes = keys.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        long[] due = new long[keys.Length];
        double[] late = new double[keys.Length];
        using WorkQueue<string> queue = new(new WorkQueueOptions("bench"), TimeProvider.System, random);
        using Process process = Process.GetCurrentProcess();
        GC.Collect();
        TimeSpan cpu = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < keys.Length; i++)
        {
            queue.AddAfter(keys[i], TimeSpan.FromMilliseconds(delays[i]));
        }

        double enqueue = Stopwatch.GetElapsedTime(start).TotalNanoseconds / keys.Length;
        process.Refresh();
        double enqueueCpu = (process.TotalProcessorTime - cpu).TotalNanoseconds / keys.Length;

        // Due times are taken as start plus delay plus the key's share of the time that adding took.
        long perKey = Stopwatch.GetElapsedTime(start).Ticks / keys.Length;
        for (int i = 0; i < keys.Length; i++)
        {
            due[i] = start + (((delays[i] * TimeSpan.TicksPerMillisecond) + (perKey * i)) * Stopwatch.Frequency / TimeSpan.TicksPerSecond);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            string key = await queue.TakeAsync(CancellationToken.None);
            int index = indexes[key];
            late[i] = (Stopwatch.GetTimestamp() - due[index]) * 1000.0 / Stopwatch.Frequency;
            queue.Done(key);
        }

        process.Refresh();
        Array.Sort(late);
        return new DelayedFigures(enqueue, enqueueCpu, Percentile(late, 0.5), Percentile(late, 0.9), Percentile(late, 0.99), late[^1], (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    /// <summary>Live bytes per waiting key, the key's own string not counted.</summary>
    public static double BytesPerKey(string[] keys, Action<WorkQueue<string>, string> add)
    {
        using WorkQueue<string> queue = new(new WorkQueueOptions("bench"), TimeProvider.System, new Random(1));
        long before = GC.GetTotalMemory(true);
        foreach (string key in keys)
        {
            add(queue, key);
        }

        double bytes = (double)(GC.GetTotalMemory(true) - before) / keys.Length;
        GC.KeepAlive(keys);
        return bytes;
    }

    private static double Percentile(double[] sorted, double share)
    {
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
