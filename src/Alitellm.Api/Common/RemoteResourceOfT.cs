using System.Text.Json.Serialization;
using Alitellm.Api.Schema;

namespace Alitellm.Api.Common;

/// <inheritdoc cref="RemoteResource"/>
public abstract class RemoteResource<TSpec, TStatus> : RemoteResource
    where TSpec : RemoteSpec, new()
    where TStatus : RemoteStatus, new()
{
    /// <summary>What LiteLLM should have.</summary>
    public TSpec Spec { get; set; } = new();

    /// <summary>What the operator found and did.</summary>
    [SchemaDefault(StatusDefaults.NeverReconciled)]
    public TStatus? Status { get; set; }

    [JsonIgnore]
    public sealed override RemoteSpec CommonSpec => Spec;

    [JsonIgnore]
    public sealed override RemoteStatus? CommonStatus => Status;

    public sealed override RemoteStatus EnsureStatus()
    {
        return Status ??= new();
    }
}
