using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Alitellm.LiteLLM;

/// <summary>One model as LiteLLM shows it: some parameters removed, some masked, many fields generated.</summary>
public sealed record ModelRow
{
    public string ModelName { get; init => field = value ?? ""; } = "";

    /// <summary>Parameters, decrypted and masked by LiteLLM. Never null.</summary>
    [JsonPropertyName("litellm_params")]
    public JsonObject Params { get; init => field = value ?? []; } = [];

    /// <summary>Stored facts and about fifty generated ones. Never null.</summary>
    [JsonPropertyName("model_info")]
    public JsonObject Info { get; init => field = value ?? []; } = [];

    /// <summary><c>model_info.id</c>; null when the row has none.</summary>
    [JsonIgnore]
    public string? Id => Info["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null;
}
