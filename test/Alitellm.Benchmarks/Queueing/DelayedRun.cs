using System.Diagnostics;
using Alitellm.Kubernetes.Queueing;

namespace Alitellm.Benchmarks.Queueing;

/// <summary>Delayed keys: what adding costs, how late they come, and what a waiting key weighs.</summary>
internal static class DelayedRun
{
    private const int EarliestMilliseconds = 2000;
    private const int LatestMilliseconds = 4000;

    /// <summary>Adds every key once with a delay of 2 to 4 s: once only to time the adding, once to take them all with one consumer.</summary>
    public static async Task<DelayedFigures> RunAsync(string[] keys)
    {
        Random random = new(1);
        TimeSpan[] delays = [.. keys.Select(_ => TimeSpan.FromMilliseconds(random.Next(EarliestMilliseconds, LatestMilliseconds)))];
        using Process process = Process.GetCurrentProcess();
        (double ns, double cpuNs) = TimeEnqueue(keys, delays, process);
        process.Refresh();
        TimeSpan cpu = process.TotalProcessorTime;
        double[] late = await DrainAsync(keys, delays);
        process.Refresh();
        double cpuSeconds = (process.TotalProcessorTime - cpu).TotalSeconds;
        Array.Sort(late);
        return new DelayedFigures(ns, cpuNs, Percentile(late, 0.5), Percentile(late, 0.9), Percentile(late, 0.99), late[^1], cpuSeconds);
    }

    private static (double Ns, double CpuNs) TimeEnqueue(string[] keys, TimeSpan[] delays, Process process)
    {
        using WorkQueue<string> queue = new(new WorkQueueOptions("bench"), TimeProvider.System, new Random(1));
        GC.Collect();
        process.Refresh();
        TimeSpan cpu = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < keys.Length; i++)
        {
            queue.AddAfter(keys[i], delays[i]);
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return (wall.TotalNanoseconds / keys.Length, (process.TotalProcessorTime - cpu).TotalNanoseconds / keys.Length);
    }

    /// <returns>Milliseconds from when each key was due until it was handed out.</returns>
    private static async Task<double[]> DrainAsync(string[] keys, TimeSpan[] delays)
    {
        using WorkQueue<string> queue = new(new WorkQueueOptions("bench"), TimeProvider.System, new Random(1));
        Dictionary<string, int> indexes = keys.Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        long[] added = new long[keys.Length];
        double[] late = new double[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            added[i] = Stopwatch.GetTimestamp();
            queue.AddAfter(keys[i], delays[i]);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            string key = await queue.TakeAsync(CancellationToken.None);
            int index = indexes[key];
            late[i] = (Stopwatch.GetElapsedTime(added[index]) - delays[index]).TotalMilliseconds;
            queue.Done(key);
        }

        return late;
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
