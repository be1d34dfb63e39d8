using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Benchmarks.Operator;

/// <summary>
/// How long the operator takes from a cold start until every model is in LiteLLM and Ready, against a bare <see cref="HttpClient"/> that
/// sends the very same writes one after the other. LiteLLM takes one write at a time.
/// </summary>
internal static class ConvergeBenchmark
{
    /// <param name="args"><c>--count</c> models (2,000), <c>--write-ms</c> latency of a write (20), <c>--runs</c> of which the best of each side counts (1).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int count = Arguments.Number(args, "--count", 2_000);
        int latency = Arguments.Number(args, "--write-ms", 20);
        int runs = Arguments.Number(args, "--runs", 1);
        LiteLLMWorldOptions options = new() { SerialWrites = true, WriteLatency = TimeSpan.FromMilliseconds(latency) };
        TimeSpan bare = TimeSpan.MaxValue;
        TimeSpan converged = TimeSpan.MaxValue;
        int writes = 0;
        int reads = 0;
        TimeSpan cpu = TimeSpan.Zero;
        TimeSpan writing = TimeSpan.Zero;
        double[] pauses = [];
        for (int run = 0; run < runs; run++)
        {
            OperatorWorld world = new(options);
            world.AddModels(count);
            var before = Environment.CpuUsage.TotalTime;
            TimeSpan took = await ConvergeAsync(world, count);
            if (took < converged)
            {
                (converged, cpu) = (took, Environment.CpuUsage.TotalTime - before);
                pauses = Pauses(world.LiteLLM.Journal.Calls.Where(static call => call.IsWrite).ToList());
                writing = Writing(world.LiteLLM.Journal.Calls.Where(static call => call.IsWrite).ToList());
                (writes, reads) = (world.LiteLLM.Journal.Writes, world.LiteLLM.Journal.Reads);
            }

            TimeSpan loop = await ReplayAsync(new LiteLLMWorld(TimeProvider.System, options), world.LiteLLM.Journal.Calls.Where(static call => call.IsWrite).ToList());
            bare = loop < bare ? loop : bare;
        }

        Console.WriteLine(new JsonObject
        {
            ["benchmark"] = "converge",
            ["count"] = count,
            ["write_ms"] = latency,
            ["runs"] = runs,
            ["operator_ms"] = (long)converged.TotalMilliseconds,
            ["first_to_last_write_ms"] = (long)writing.TotalMilliseconds,
            ["pause_ms"] = new JsonObject { ["p50"] = pauses[pauses.Length / 2], ["p95"] = pauses[pauses.Length * 95 / 100], ["sum"] = Math.Round(pauses.Sum()) },
            ["bare_ms"] = (long)bare.TotalMilliseconds,
            ["ratio"] = Math.Round(converged / bare, 3),
            ["writes"] = writes,
            ["reads"] = reads,
            ["cpu_ms"] = (long)cpu.TotalMilliseconds,
        }.ToJsonString());
        return 0;
    }

    private static async Task<TimeSpan> ConvergeAsync(OperatorWorld world, int count)
    {
        OperatorOptions options = new() { Identity = "bench", InstanceId = "bench/bench" };
        using CancellationTokenSource stop = new();
        await using OperatorRuntime runtime = world.CreateOperator(options, new ReplicaLine());
        long start = Stopwatch.GetTimestamp();
        Task running = runtime.RunAsync(stop.Token);
        await world.ConvergedAsync(count, stop.Token);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        await stop.CancelAsync();
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        return took;
    }

    private static TimeSpan Writing(List<LiteLLMCall> writes) => (writes[^1].Completed ?? writes[^1].Arrived) - writes[0].Arrived;

    /// <summary>How long LiteLLM had no write to work on between two writes, sorted.</summary>
    private static double[] Pauses(List<LiteLLMCall> writes) =>
        [.. writes.Zip(writes.Skip(1), static (first, second) => Math.Round(Math.Max(0, (second.Arrived - (first.Completed ?? first.Arrived)).TotalMilliseconds), 3)).Order()];

    private static async Task<TimeSpan> ReplayAsync(LiteLLMWorld world, List<LiteLLMCall> writes)
    {
        using HttpClient client = new(world.CreateHandler());
        client.DefaultRequestHeaders.Authorization = new("Bearer", "sk-1234");
        long start = Stopwatch.GetTimestamp();
        foreach (LiteLLMCall write in writes)
        {
            using HttpRequestMessage request = new(new HttpMethod(write.Method), $"http://127.0.0.1:4000{write.Path}")
            {
                Content = new StringContent(write.Body ?? "", Encoding.UTF8, "application/json"),
            };
            using HttpResponseMessage answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
