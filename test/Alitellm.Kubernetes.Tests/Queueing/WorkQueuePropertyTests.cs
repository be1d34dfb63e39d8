using System.Collections.Concurrent;
using System.Threading.Channels;
using Alitellm.Kubernetes.Queueing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Queueing;

public sealed class WorkQueuePropertyTests
{
    private enum Step
    {
        Add,
        AddAfter,
        Take,
        Done,
        Advance,
    }

    private static readonly Gen<(Step Step, int Key, QueuePriority Priority, int Seconds)[]> Steps =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 4], Gen.Enum<QueuePriority>(), Gen.Int[1, 9]).Array[1, 80];

    [Test]
    public void The_queue_does_what_a_simple_model_does()
    {
        Steps.Sample(steps =>
        {
            FakeTimeProvider time = new();
            using WorkQueue<int> queue = new(new WorkQueueOptions("test"), time, new Random(1));
            QueueModel model = new();
            foreach ((Step step, int key, QueuePriority priority, int seconds) in steps)
            {
                switch (step)
                {
                    case Step.Add:
                        queue.Add(key, priority);
                        model.Add(key, priority);
                        break;
                    case Step.AddAfter:
                        queue.AddAfter(key, TimeSpan.FromSeconds(seconds), priority);
                        model.AddAfter(key, seconds, priority);
                        break;
                    case Step.Take:
                        bool taken = queue.TryTake(out int next);
                        if (taken != model.MayTake(next))
                        {
                            return false;
                        }

                        break;
                    case Step.Done:
                        queue.Done(key);
                        model.Done(key);
                        break;
                    default:
                        time.Advance(TimeSpan.FromSeconds(seconds));
                        model.Advance(seconds);
                        break;
                }

                if ((queue.Depth, queue.Processing, queue.Delayed) != (model.Depth, model.Processing.Count, model.Delayed))
                {
                    return false;
                }
            }

            return true;
        });
    }

    [Test]
    public void Side_by_side_no_key_is_with_two_workers_and_none_is_lost()
    {
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 40], Gen.Int[1, 1_000_000]).Sample(
            (producers, workers, keys, seed) => RunSideBySideAsync(producers, workers, keys, seed).GetAwaiter().GetResult(),
            iter: 30,
            threads: 1);
    }

    /// <summary>
    /// Few keys and short work: nearly every add finds its key ready, about to be taken, with a worker, or just done with. The rounds are short, and none
    /// ends with adds that would make up for one that was lost.
    /// </summary>
    [Test]
    public void Every_add_is_seen_by_a_worker_that_took_the_key_after_it([Values(1, 2, 3)] int producers, [Values(1, 2, 3)] int workers)
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 200], Gen.Int[0, 30]).Sample(
            (keys, adds, spins) => RunAddsAsync(producers, workers, keys, adds, spins).GetAwaiter().GetResult(),
            iter: 300,
            threads: 1);
    }

    private static async Task<bool> RunAddsAsync(int producers, int workers, int keys, int adds, int spins)
    {
        using WorkQueue<int> queue = new(new WorkQueueOptions("test"), TimeProvider.System, new Random(1));
        int[] version = new int[keys];
        int[] seen = new int[keys];
        Task[] working = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    int key = await queue.TakeAsync(CancellationToken.None);
                    seen[key] = Volatile.Read(ref version[key]);
                    Thread.SpinWait(spins);
                    queue.Done(key);
                }
            }
            catch (ChannelClosedException)
            {
                // All done.
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(() =>
        {
            for (int i = 0; i < adds; i++)
            {
                int key = (i + producer) % keys;
                Interlocked.Increment(ref version[key]);
                queue.Add(key);
            }
        })));

        // What is ready, or becomes so when its worker is done, is still handed out.
        queue.Complete();
        await Task.WhenAll(working);
        return version.SequenceEqual(seen);
    }

    /// <summary>Every add raises the key's version; a worker records the version it saw. At the end each key's last version must have been seen.</summary>
    private static async Task<bool> RunSideBySideAsync(int producers, int workers, int keys, int seed)
    {
        using WorkQueue<int> queue = new(new WorkQueueOptions("test"), TimeProvider.System, new Random(seed));
        int[] version = new int[keys];
        int[] seen = new int[keys];
        int[] inside = new int[keys];
        ConcurrentQueue<int> clashes = [];
        Task[] working = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    int key = await queue.TakeAsync(CancellationToken.None);
                    if (Interlocked.Increment(ref inside[key]) != 1)
                    {
                        clashes.Enqueue(key);
                    }

                    int now = Volatile.Read(ref version[key]);
                    if (now % 3 == 0)
                    {
                        await Task.Yield();
                    }

                    Volatile.Write(ref seen[key], now);
                    Interlocked.Decrement(ref inside[key]);
                    queue.Done(key);
                }
            }
            catch (ChannelClosedException)
            {
                // All done.
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(() =>
        {
            Random random = new(seed + producer);
            for (int i = 0; i < 2000; i++)
            {
                int key = random.Next(keys);
                Interlocked.Increment(ref version[key]);
                if (i % 7 == 0)
                {
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(1), (QueuePriority)random.Next(3));
                }
                else
                {
                    queue.Add(key, (QueuePriority)random.Next(3));
                }
            }
        })));
        for (int key = 0; key < keys; key++)
        {
            queue.Add(key);
        }

        queue.Complete();
        await Task.WhenAll(working);
        return clashes.IsEmpty && version.SequenceEqual(seen);
    }
}
