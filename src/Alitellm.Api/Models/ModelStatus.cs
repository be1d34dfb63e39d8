using Alitellm.Api.Common;

namespace Alitellm.Api.Models;

public sealed class ModelStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public ModelLastRendered? LastRendered { get; set; }

    public override LastRendered? CommonLastRendered => LastRendered;
}
