using Alitellm.Benchmarks.Queueing;

Dictionary<string, Func<string[], Task<int>>> commands = new()
{
    ["queue"] = QueueBenchmark.RunAsync,
};

if (args.Length > 0 && commands.TryGetValue(args[0], out Func<string[], Task<int>>? command))
{
    return await command(args[1..]);
}

await Console.Error.WriteLineAsync($"usage: Alitellm.Benchmarks {string.Join('|', commands.Keys)} [--count N] [--kubeconfig F] ...");
return 2;
