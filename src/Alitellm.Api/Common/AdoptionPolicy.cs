using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What to do with an unmarked LiteLLM entry of the same name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdoptionPolicy>))]
public enum AdoptionPolicy
{
    Always,
    IfIdentical,
    Never,
}
