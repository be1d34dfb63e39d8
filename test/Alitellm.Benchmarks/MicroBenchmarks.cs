using Alitellm.Benchmarks.Micro;
using BenchmarkDotNet.Running;

namespace Alitellm.Benchmarks;

/// <summary>BenchmarkDotNet over the hot paths: <c>micro [--filter *Content*]</c> and every other option of BenchmarkDotNet.</summary>
internal static class MicroBenchmarks
{
    public static Task<int> RunAsync(string[] args)
    {
        string[] all = args.Contains("--filter") || args.Contains("-f") ? args : [.. args, "--filter", "*"];
        BenchmarkSwitcher.FromTypes([typeof(ContentBenchmarks), typeof(DecisionBenchmarks), typeof(StatusBenchmarks)]).Run(all);
        return Task.FromResult(0);
    }
}
