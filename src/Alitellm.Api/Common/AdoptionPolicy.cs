using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What to do with an unmarked LiteLLM entry of the same name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdoptionPolicy>))]
public enum AdoptionPolicy
{
    /// <summary>Take it over and overwrite it.</summary>
    Always,

    /// <summary>Take it over only when nothing would change.</summary>
    IfIdentical,

    /// <summary>Leave it alone and refuse.</summary>
    Never,
}
