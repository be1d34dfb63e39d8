using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>Whether the operator writes to LiteLLM or only reports.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ManagementPolicy>))]
public enum ManagementPolicy
{
    Apply,
    Observe,
}
