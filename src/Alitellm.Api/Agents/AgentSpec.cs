using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Agents;

/// <summary>What LiteLLM should have for an agent.</summary>
public sealed class AgentSpec : RemoteSpec
{
    /// <summary>The agent's URL; it replaces url in the card.</summary>
    [Required, MinLength(1)]
    public string Endpoint { get; set; } = "";

    /// <summary>The agent card as the A2A protocol defines it, sent as agent_card_params once placeholders are filled in.</summary>
    [Required, PreserveUnknownFields]
    public JsonObject AgentCard { get; set; } = [];

    /// <summary>
    /// Further fields of the agent beside its card, such as litellm_params, tpm_limit or static_headers, sent once placeholders are filled in.
    /// agent_name and agent_card_params are the operator's.
    /// </summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>Values for the placeholders in agentCard and params.</summary>
    public IList<SecretBinding>? Secrets { get; set; }

    /// <summary>When present, even empty, a LiteLLMModel named agent.&lt;name&gt; is generated, so that the agent can be called as a model.</summary>
    public ExposeAsModel? ExposeAsModel { get; set; }
}
