using System.Diagnostics;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Leases;
using Alitellm.Operator.Hosting;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Benchmarks.Operator;

/// <summary>
/// Two replicas in one process under a constant load of edits: from the last write of the one that leaves to the first write of the other,
/// once after a graceful stop and once after its lines are cut.
/// </summary>
internal static class FailoverBenchmark
{
    /// <param name="args"><c>--count</c> models (100), <c>--lease-seconds</c> (15; renewed at a third of it).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = Arguments.Number(args, "--count", 100);
        int lease = Arguments.Number(args, "--lease-seconds", (int)new LeaseOptions().Duration.TotalSeconds);
        OperatorWorld world = new(new LiteLLMWorldOptions { SerialWrites = true, WriteLatency = TimeSpan.FromMilliseconds(20) });
        world.AddModels(count);
        using CancellationTokenSource editing = new();
        Replica one = new(world, "one", lease);
        Replica two = new(world, "two", lease);
        await world.ConvergedAsync(count, editing.Token);
        Task edits = EditAsync(world, count, editing.Token);
        (Replica holder, Replica other) = await HolderAsync(one, two);

        TimeSpan graceful = await TakeOverAsync(holder, other, static replica => replica.DisposeAsync().AsTask());
        Replica third = new(world, holder.Name, lease);
        await Task.Delay(TimeSpan.FromSeconds(lease));
        (holder, other) = await HolderAsync(other, third);
        TimeSpan cut = await TakeOverAsync(holder, other, static replica =>
        {
            replica.Line.Cut();
            return Task.CompletedTask;
        });
        Console.WriteLine(new JsonObject
        {
            ["benchmark"] = "failover",
            ["count"] = count,
            ["lease_s"] = lease,
            ["graceful_ms"] = (long)graceful.TotalMilliseconds,
            ["cut_ms"] = (long)cut.TotalMilliseconds,
            ["overlapping_writes"] = world.LiteLLM.Journal.OverlappingWrites().Count,
        }.ToJsonString());
        await editing.CancelAsync();
        await edits;
        foreach (Replica replica in new[] { holder, other })
        {
            await replica.DisposeAsync();
        }

        return 0;
    }

    private static async Task<TimeSpan> TakeOverAsync(Replica holder, Replica other, Func<Replica, Task> leave)
    {
        long before = other.Line.Writes;
        await leave(holder);
        while (other.Line.Writes == before)
        {
            await Task.Delay(5);
        }

        return Stopwatch.GetElapsedTime(holder.Line.LastWrite, other.Line.LastWrite);
    }

    /// <summary>Waits until one of two writes, and says which.</summary>
    private static async Task<(Replica Holder, Replica Other)> HolderAsync(Replica one, Replica two)
    {
        while (true)
        {
            (long first, long second) = (one.Line.Writes, two.Line.Writes);
            await Task.Delay(1000);
            if (one.Line.Writes > first != two.Line.Writes > second)
            {
                return one.Line.Writes > first ? (one, two) : (two, one);
            }
        }
    }

    private static async Task EditAsync(OperatorWorld world, int count, CancellationToken cancellationToken)
    {
        for (int edit = 1; !cancellationToken.IsCancellationRequested; edit++)
        {
            JsonObject patch = new() { ["spec"] = new JsonObject { ["params"] = new JsonObject { ["rpm"] = 100_000 + edit } } };
            world.Kubernetes.Patch(OperatorWorld.Models, "default", $"bench-{1 + (edit % count):d5}", patch);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private sealed class Replica : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly OperatorRuntime _runtime;
        private readonly Task _running;

        public Replica(OperatorWorld world, string name, int lease)
        {
            Name = name;
            TimeSpan duration = TimeSpan.FromSeconds(lease);
            OperatorOptions options = new()
            {
                Identity = name,
                InstanceId = "bench/bench",
                LeaderElection = true,
                LeaseDuration = duration,
                LeaseRenew = duration / 3,
                LeaseRetry = duration * 2 / 15,
            };
            _runtime = world.CreateOperator(options, Line);
            _running = _runtime.RunAsync(_stop.Token);
        }

        public string Name { get; }

        public ReplicaLine Line { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
            await _runtime.DisposeAsync();
            _stop.Dispose();
        }
    }
}
