using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Observing;
using Alitellm.Operator.Remote.Policies;
using Alitellm.Operator.Remote.References;
using Alitellm.Operator.Remote.Secrets;

namespace Alitellm.Operator.Remote;

/// <summary>What the parts of one kind's reconciler share.</summary>
internal sealed record RemoteServices<TResource, TObserved>(
    Informer<TResource> Informer,
    IResourceClient<TResource> Client,
    ConnectionRegistry Connections,
    RemoteInventory<TObserved> Inventory,
    SecretVersions SecretVersions,
    SecretReader SecretReader,
    ReferenceResolver References,
    IEventRecorder Events,
    KindMetrics Metrics,
    OperatorOptions Options,
    TimeProvider Time)
    where TResource : RemoteResource
    where TObserved : class, IObservedEntry
{
    private readonly HashSet<string> _adopted = Options.AdoptInstanceIds.ToHashSet(StringComparer.Ordinal);

    /// <summary>What objects of the kind bring about in Kubernetes; null for most kinds.</summary>
    public IProjection<TResource>? Projection { get; init; }

    public VerifiedLedger Verified { get; } = new();

    public ConfirmationLedger Confirmations { get; } = new();

    public UnclearCreates Unclear { get; } = new();

    public RecreateBreaker Recreates { get; } = new(Options.RecreateLimitPerMinute, Time);

    public StormBrake Storms { get; } = new(Time);

    public TransientGrace Grace { get; } = new(Time);

    /// <summary>What our entries of this object are marked with.</summary>
    public OwnerIdentity IdentityOf(TResource resource)
    {
        return new(Options.InstanceId, _adopted, ObjectKey.Of(resource).ToString(), resource.Metadata.Uid ?? "");
    }
}
