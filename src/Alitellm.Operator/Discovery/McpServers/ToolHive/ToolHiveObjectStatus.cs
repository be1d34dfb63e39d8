using System.Text.Json.Serialization;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>What is read of a status.</summary>
internal sealed class ToolHiveObjectStatus
{
    /// <summary>Where clients reach the server.</summary>
    [JsonConverter(typeof(TextOrNothingConverter))]
    public string? Url { get; set; }

    /// <summary>What is spoken there; not every kind says it.</summary>
    [JsonConverter(typeof(TextOrNothingConverter))]
    public string? Transport { get; set; }
}
