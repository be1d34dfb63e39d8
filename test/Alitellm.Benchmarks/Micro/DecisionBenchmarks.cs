using Alitellm.Operator.Remote.Deciding;
using BenchmarkDotNet.Attributes;

namespace Alitellm.Benchmarks.Micro;

/// <summary>The decision chain at its longest: nothing fires before the last rule.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DecisionBenchmarks
{
    private readonly DecisionInput _upToDate = new() { Binding = Binding.Ours, WasWritten = true, Confirmed = true };
    private readonly DecisionInput _absent = new() { Binding = Binding.Absent };

    [Benchmark]
    public object Up_to_date() => DecisionChain.Decide(_upToDate);

    [Benchmark]
    public object First_create() => DecisionChain.Decide(_absent);
}
