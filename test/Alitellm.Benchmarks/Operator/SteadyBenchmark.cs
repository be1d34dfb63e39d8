using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Benchmarks.Operator;

/// <summary>What an operator with nothing to do costs: CPU, memory and requests.</summary>
internal static class SteadyBenchmark
{
    /// <param name="args"><c>--count</c> models (1,000), <c>--seconds</c> watched (120).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = Arguments.Number(args, "--count", 1_000);
        int seconds = Arguments.Number(args, "--seconds", 120);
        OperatorOptions options = new() { Identity = "bench", InstanceId = "bench/bench" };
        OperatorWorld world = new(new LiteLLMWorldOptions());
        world.AddModels(count);
        using CancellationTokenSource stop = new();
        await using OperatorRuntime runtime = world.CreateOperator(options, new ReplicaLine());
        Task running = runtime.RunAsync(stop.Token);
        await world.ConvergedAsync(count, stop.Token);

        // Every own write is confirmed once after the settle window, by the list that follows it.
        await Task.Delay(options.SettleWindow + (options.PollInterval * 1.2), stop.Token);
        world.LiteLLM.Journal.Clear();
        world.Kubernetes.Journal.Clear();
        var cpu = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromSeconds(seconds), stop.Token);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Console.WriteLine(new JsonObject
        {
            ["benchmark"] = "steady",
            ["count"] = count,
            ["seconds"] = seconds,
            ["cpu_ms"] = (long)cpu.TotalMilliseconds,
            ["cpu_percent"] = Math.Round(cpu.TotalSeconds / seconds * 100, 2),
            ["live_mb"] = Math.Round(GC.GetTotalMemory(forceFullCollection: true) / 1e6, 1),
            ["litellm_reads"] = world.LiteLLM.Journal.Reads,
            ["litellm_writes"] = world.LiteLLM.Journal.Writes,
            ["kubernetes_writes"] = world.Kubernetes.Journal.Writes(),
            ["kubernetes_requests"] = world.Kubernetes.Journal.Records.Count,
        }.ToJsonString());
        await stop.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        return 0;
    }
}
