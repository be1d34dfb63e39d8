using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What to do when a deletion in LiteLLM cannot be confirmed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeletionPolicy>))]
public enum DeletionPolicy
{
    /// <summary>Let the object go; the entry may stay behind in LiteLLM.</summary>
    Orphan,

    /// <summary>Keep the object until LiteLLM confirms.</summary>
    Delete,
}
