using System.Text.Json.Serialization;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToolHiveObject))]
internal sealed partial class ToolHiveJsonContext : JsonSerializerContext;
