using Alitellm.Benchmarks.Informers;
using Alitellm.Benchmarks.Operator;
using Alitellm.Benchmarks.Queueing;
using BenchmarkDotNet.Running;

Dictionary<string, Func<string[], Task<int>>> commands = new()
{
    ["queue"] = QueueBenchmark.RunAsync,
    ["informer"] = InformerBenchmark.RunAsync,
    ["converge"] = ConvergeBenchmark.RunAsync,
    ["steady"] = SteadyBenchmark.RunAsync,
    ["failover"] = FailoverBenchmark.RunAsync,
    ["micro"] = rest =>
    {
        BenchmarkSwitcher.FromAssembly(typeof(QueueMicroBenchmark).Assembly).Run(rest);
        return Task.FromResult(0);
    },
};

if (args.Length > 0 && commands.TryGetValue(args[0], out Func<string[], Task<int>>? command))
{
    try
    {
        return await command(args[1..]);
    }
    catch (FormatException problem)
    {
        await Console.Error.WriteLineAsync($"{args[0]}: {problem.Message}");
        return 2;
    }
}

await Console.Error.WriteLineAsync($"usage: Alitellm.Benchmarks {string.Join('|', commands.Keys)} [--count N] [--kubeconfig F] ...");
return 2;
