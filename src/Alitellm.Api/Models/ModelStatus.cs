using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

/// <summary>What the operator found and did for a model.</summary>
public sealed class ModelStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public ModelLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
