using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What to do when LiteLLM was changed by somebody else.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftPolicy>))]
public enum DriftPolicy
{
    /// <summary>Repair it.</summary>
    Correct,

    /// <summary>Publish the difference and leave LiteLLM alone until the spec changes.</summary>
    Report,
}
