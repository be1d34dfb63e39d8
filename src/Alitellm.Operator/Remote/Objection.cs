using Alitellm.Api.Common;

namespace Alitellm.Operator.Remote;

/// <summary>Why LiteLLM is not written although the spec is valid.</summary>
/// <param name="Reason">Of the Ready condition.</param>
internal sealed record Objection(string Reason, string Message)
{
    /// <summary>The difference belongs into <c>status.drift</c>.</summary>
    public bool ShowsDrift { get; init; }

    /// <summary>What the status says beside the condition; null for nothing.</summary>
    public Action<RemoteStatus>? Note { get; init; }
}
