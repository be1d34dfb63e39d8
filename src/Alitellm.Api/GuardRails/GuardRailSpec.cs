using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.GuardRails;

/// <summary>What LiteLLM should have for a guardrail.</summary>
public sealed class GuardRailSpec : RemoteSpec
{
    /// <summary>The name requests select it by. Objects with an equal name form a load-balancing pool and must have one provider.</summary>
    [Required, MinLength(1), MaxLength(253)]
    public string GuardrailName { get; set; } = "";

    /// <summary>The guardrail's implementation in LiteLLM, such as presidio, bedrock or lakera_v2.</summary>
    [Required, MinLength(1)]
    public string Provider { get; set; } = "";

    /// <summary>When it runs. realtime_input_transcription must be alone.</summary>
    [Required, MinItems(1), MaxItems(6)]
    [AllowedValues(
        GuardRailModes.PreCall,
        GuardRailModes.PostCall,
        GuardRailModes.DuringCall,
        GuardRailModes.LoggingOnly,
        GuardRailModes.PreMcpCall,
        GuardRailModes.DuringMcpCall,
        GuardRailModes.RealtimeInputTranscription,
        OnItems = true)]
    public IList<string> Mode { get; set; } = [];

    /// <summary>Run it on every request, also on those that do not select it. Absent: LiteLLM's own default.</summary>
    public bool? DefaultOn { get; set; }

    /// <summary>The policy template LiteLLM shows for it; absent or empty is not sent.</summary>
    public string? PolicyTemplate { get; set; }

    /// <summary>
    /// The rest of litellm_params, as it is once placeholders are filled in. The keys guardrail, mode, default_on, policy_template and
    /// guardrail_name are ignored: they are fields of this spec.
    /// </summary>
    [PreserveUnknownFields]
    public JsonObject? Params { get; set; }

    /// <summary>Sent as guardrail_info, as it is once placeholders are filled in.</summary>
    [PreserveUnknownFields]
    public JsonObject? Info { get; set; }

    /// <summary>Values for the placeholders in params and info.</summary>
    public IList<SecretBinding>? Secrets { get; set; }
}
