using System.Diagnostics;
using System.Threading.Channels;
using Alitellm.Kubernetes.Queueing;

namespace Alitellm.Benchmarks.Queueing;

/// <summary>Runs one case once.</summary>
internal static class QueueRun
{
    public static async Task<QueueFigures> RunAsync<TKey>(QueueCase work, TKey[] keys)
        where TKey : notnull
    {
        using WorkQueue<TKey> queue = new(new WorkQueueOptions("bench"), TimeProvider.System, Random.Shared);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Process process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes(true);
        long start = Stopwatch.GetTimestamp();
        long deliveries = work.Producers == 0 ? Inline(queue, keys) : await SideBySideAsync(queue, work, keys);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetTotalAllocatedBytes(true) - allocated;
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        return new QueueFigures(wall.TotalNanoseconds / work.Adds, cpu.TotalNanoseconds / work.Adds, (double)allocated / work.Adds, deliveries);
    }

    /// <summary>Add, take, done, one after the other.</summary>
    private static long Inline<TKey>(WorkQueue<TKey> queue, TKey[] keys)
        where TKey : notnull
    {
        long deliveries = 0;
        foreach (TKey key in keys)
        {
            queue.Add(key);
            queue.TryTake(out TKey? taken);
            queue.Done(taken!);
            deliveries++;
        }

        return deliveries;
    }

    private static async Task<long> SideBySideAsync<TKey>(WorkQueue<TKey> queue, QueueCase work, TKey[] keys)
        where TKey : notnull
    {
        Task<long>[] consumers = [.. Enumerable.Range(0, work.Consumers).Select(_ => Task.Run(() => ConsumeAsync(queue)))];
        await Task.WhenAll(Enumerable.Range(0, work.Producers).Select(producer => Task.Run(() => Produce(queue, work, keys, producer))));
        queue.Complete();
        return (await Task.WhenAll(consumers)).Sum();
    }

    private static void Produce<TKey>(WorkQueue<TKey> queue, QueueCase work, TKey[] keys, int producer)
        where TKey : notnull
    {
        int count = work.Adds / work.Producers;
        int next = work.Keys == work.Adds ? producer * count : 0;
        for (int i = 0; i < count; i++)
        {
            queue.Add(keys[next]);
            if (++next == keys.Length)
            {
                next = 0;
            }
        }
    }

    private static async Task<long> ConsumeAsync<TKey>(WorkQueue<TKey> queue)
        where TKey : notnull
    {
        long deliveries = 0;
        try
        {
            while (true)
            {
                TKey key = await queue.TakeAsync(CancellationToken.None);
                deliveries++;
                queue.Done(key);
            }
        }
        catch (ChannelClosedException)
        {
            return deliveries;
        }
    }
}
