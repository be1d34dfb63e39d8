using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Status;
using BenchmarkDotNet.Attributes;

namespace Alitellm.Benchmarks.Micro;

/// <summary>The difference of two statuses: taken once per outcome, nearly always empty.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class StatusBenchmarks
{
    private readonly JsonObject _before = Status("True");
    private readonly JsonObject _same = Status("True");
    private readonly JsonObject _after = Status("False");

    [Benchmark]
    public object? Nothing_changed() => MergePatch.Between(_before, _same);

    [Benchmark]
    public object? Condition_changed() => MergePatch.Between(_before, _after);

    private static JsonObject Status(string ready) => new()
    {
        ["observedGeneration"] = 3,
        ["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = ready,
            ["reason"] = "Synced",
            ["message"] = "LiteLLM has what the spec asks for",
            ["observedGeneration"] = 3,
            ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
        }),
        ["lastRendered"] = new JsonObject { ["hash"] = "v2:0123456789abcdef", ["modelID"] = "alo-abcdefghijklmnopqrstuvwxyz", ["paramsKeys"] = new JsonArray("api_key", "model", "rpm") },
        ["remote"] = new JsonObject { ["id"] = "alo-abcdefghijklmnopqrstuvwxyz", ["name"] = "bench", ["connection"] = "default" },
    };
}
