using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Alitellm.LiteLLM;

/// <summary>Everything that crosses the wire. Duplicate keys are refused here, where it is an answer that cannot be read, and not at first use.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IReadOnlyList<JsonObject>))]
[JsonSerializable(typeof(ReadinessInfo))]
[JsonSerializable(typeof(ModelPage))]
[JsonSerializable(typeof(ServedModels))]
[JsonSerializable(typeof(ModelNames))]
[JsonSerializable(typeof(ModelAccessGroupList))]
[JsonSerializable(typeof(RouterSettings))]
[JsonSerializable(typeof(ConfigCallbacks))]
[JsonSerializable(typeof(TeamPage))]
[JsonSerializable(typeof(TeamInfo))]
[JsonSerializable(typeof(GuardrailList))]
[JsonSerializable(typeof(McpAccessGroups))]
[JsonSerializable(typeof(DeleteModelRequest))]
[JsonSerializable(typeof(DeleteTeamsRequest))]
internal sealed partial class LiteLLMJsonContext : JsonSerializerContext;
