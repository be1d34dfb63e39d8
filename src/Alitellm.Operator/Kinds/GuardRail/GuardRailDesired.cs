using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>A guardrail as the spec wants it. <c>Params</c> and <c>Info</c> hold secrets in clear.</summary>
/// <param name="Params">All of litellm_params, the fields of the spec included.</param>
/// <param name="PolicyTemplate">Null when the guardrail has none.</param>
/// <param name="PoolSize">How many objects share the name, this one included.</param>
internal sealed record GuardRailDesired(string Name, JsonObject Params, JsonObject Info, string? PolicyTemplate, int PoolSize, string Hash) : IDesiredEntry
{
    /// <summary>Keeps secrets out of logs and exceptions.</summary>
    public override string ToString()
    {
        return $"guardrail {Name}";
    }
}
