using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Alitellm.LiteLLM;

/// <summary>The part of <c>GET /get/config/callbacks</c> that is used.</summary>
public sealed record ConfigCallbacks
{
    /// <summary>Effective router settings, <c>model_group_alias</c> among them. Never null.</summary>
    [JsonPropertyName("router_settings")]
    public JsonObject RouterSettings { get; init => field = value ?? []; } = [];
}
