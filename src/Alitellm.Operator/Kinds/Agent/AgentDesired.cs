using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>An agent as the spec wants it. <c>Body</c> holds secrets in clear.</summary>
/// <param name="Body">Everything but the operator's own entries in <c>litellm_params</c>.</param>
internal sealed record AgentDesired(string Name, JsonObject Body, string Hash) : IDesiredEntry
{
    public JsonObject Card => Body[AgentFields.Card]!.AsObject();

    public JsonObject Params => Body[AgentFields.Params]!.AsObject();

    /// <summary>Keeps secrets out of logs and exceptions.</summary>
    public override string ToString()
    {
        return $"agent {Name}";
    }
}
