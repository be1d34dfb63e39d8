using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

/// <summary>A model entry of LiteLLM.</summary>
public sealed class LiteLLMModel : RemoteResource<ModelSpec, ModelStatus>
{
    public const string KindName = "LiteLLMModel";
    public const string Plural = "litellmmodels";

    public override string Kind { get; set; } = KindName;
}
