namespace Alitellm.Api.Common;

/// <inheritdoc cref="RemoteResource"/>
public abstract class RemoteResource<TSpec, TStatus> : RemoteResource
    where TSpec : RemoteSpec, new()
    where TStatus : RemoteStatus, new()
{
    public TSpec Spec { get; set; } = new();

    public TStatus? Status { get; set; }

    public sealed override RemoteSpec CommonSpec => Spec;

    public sealed override RemoteStatus? CommonStatus => Status;
}
