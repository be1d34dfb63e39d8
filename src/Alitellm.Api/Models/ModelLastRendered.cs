using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

/// <summary>What was last written to LiteLLM for a model.</summary>
public sealed class ModelLastRendered : LastRendered
{
    /// <summary>The id of the deployment in LiteLLM.</summary>
    [JsonPropertyName("modelID")]
    public string? ModelID { get; set; }

    /// <summary>Sorted top-level keys of params.</summary>
    public IList<string>? ParamsKeys { get; set; }

    /// <summary>Sorted top-level keys of info.</summary>
    public IList<string>? InfoKeys { get; set; }

    /// <summary>Hash of info alone.</summary>
    public string? InfoHash { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => ModelID; set => ModelID = value; }
}
