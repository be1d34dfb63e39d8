using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

public sealed class ModelLastRendered : LastRendered
{
    /// <summary>The row's id in LiteLLM.</summary>
    [JsonPropertyName("modelID")]
    public string? ModelID { get; set; }

    /// <summary>Sorted top-level keys of params.</summary>
    public IList<string>? ParamsKeys { get; set; }

    /// <summary>Sorted top-level keys of info.</summary>
    public IList<string>? InfoKeys { get; set; }

    /// <summary>Hash of info alone.</summary>
    public string? InfoHash { get; set; }

    public override string? RemoteId { get => ModelID; set => ModelID = value; }
}
