using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using BenchmarkDotNet.Attributes;

namespace Alitellm.Benchmarks.Micro;

/// <summary>What is done per row of every list (fingerprint) and per object that is compared in full (canonical form, hash, comparison).</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ContentBenchmarks
{
    private readonly JsonObject _desired = ModelBodies.Desired();
    private readonly ModelRow _row = ModelBodies.Row();

    [Benchmark]
    public string Canonical_form() => CanonicalJson.Write(_desired);

    [Benchmark]
    public string Hash() => ContentHash.Of(_desired);

    [Benchmark]
    public object? Fingerprint_of_a_row() => ObservedModel.From(_row);

    [Benchmark]
    public int Comparison_through_the_mask() => FieldComparer.Compare(
        _desired["litellm_params"]!.AsObject(),
        _row.Params,
        new CompareRules { ExtraKeysDiffer = true, Mask = true, NullMeansAbsent = true }).Count;
}
