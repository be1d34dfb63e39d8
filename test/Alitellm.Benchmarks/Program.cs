using Alitellm.Benchmarks.Queueing;
using BenchmarkDotNet.Running;

Dictionary<string, Func<string[], Task<int>>> commands = new()
{
    ["queue"] = QueueBenchmark.RunAsync,
    ["micro"] = rest =>
    {
        BenchmarkSwitcher.FromAssembly(typeof(QueueMicroBenchmark).Assembly).Run(rest);
        return Task.FromResult(0);
    },
};

if (args.Length > 0 && commands.TryGetValue(args[0], out Func<string[], Task<int>>? command))
{
    return await command(args[1..]);
}

await Console.Error.WriteLineAsync($"usage: Alitellm.Benchmarks {string.Join('|', commands.Keys)} [--count N] [--kubeconfig F] ...");
return 2;
