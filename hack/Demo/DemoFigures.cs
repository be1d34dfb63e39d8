using System.Text.Json.Nodes;

namespace Alitellm.Demo;

/// <summary>What a run came to.</summary>
/// <param name="Objects">Objects of this operator's kinds that were applied, and those that were generated for them.</param>
/// <param name="Ready">Those of them that became Ready.</param>
/// <param name="Remote">Entries in LiteLLM afterwards, by kind.</param>
/// <param name="Writes">Requests to LiteLLM that can change something.</param>
/// <param name="Reads">All other requests to LiteLLM.</param>
/// <param name="Converged">From the first applied sample until the last Ready.</param>
internal sealed record DemoFigures(int Objects, int Ready, JsonObject Remote, long Writes, long Reads, TimeSpan Converged)
{
    public string ToJson() => new JsonObject
    {
        ["objects"] = Objects,
        ["ready"] = Ready,
        ["remote"] = Remote.DeepClone(),
        ["litellm_writes"] = Writes,
        ["litellm_reads"] = Reads,
        ["converge_ms"] = (long)Converged.TotalMilliseconds,
    }.ToJsonString();
}
