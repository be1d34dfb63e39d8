using System.Text.Json.Serialization;

namespace Alitellm.Api.Common;

/// <summary>What to do when a deletion in LiteLLM cannot be confirmed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeletionPolicy>))]
public enum DeletionPolicy
{
    Orphan,
    Delete,
}
