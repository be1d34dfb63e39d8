using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>Whether the operator writes to LiteLLM or only reports.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ManagementPolicy>))]
public enum ManagementPolicy
{
    /// <summary>LiteLLM is made to match the spec.</summary>
    Apply,

    /// <summary>Nothing is written or deleted; differences are reported.</summary>
    Observe,
}
