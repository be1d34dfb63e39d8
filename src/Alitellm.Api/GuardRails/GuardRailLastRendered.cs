using System.Text.Json.Serialization;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.Api.GuardRails;

/// <summary>What was last written to LiteLLM for a guardrail.</summary>
public sealed class GuardRailLastRendered : LastRendered
{
    /// <summary>The guardrail is stored in LiteLLM's database.</summary>
    public const string DatabaseLocation = "db";

    /// <summary>The guardrail comes from the proxy's configuration file and cannot be managed.</summary>
    public const string ConfigLocation = "config";

    /// <summary>The guardrail's id in LiteLLM.</summary>
    [JsonPropertyName("guardrailID")]
    public string? GuardrailID { get; set; }

    /// <summary>Where LiteLLM keeps the guardrail of this name: db, or config for the proxy's configuration file.</summary>
    [AllowedValues(DatabaseLocation, ConfigLocation)]
    public string? DefinitionLocation { get; set; }

    /// <summary>How many objects share the guardrail's name, this one included.</summary>
    public int? PoolSize { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => GuardrailID; set => GuardrailID = value; }
}
