using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery.Passes;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;

namespace Alitellm.Operator.Discovery;

/// <summary>What the parts of one discovery kind share.</summary>
/// <param name="Children">The informer of the generated kind, shared with its own controller. Never put into: that controller must hear of our writes.</param>
internal sealed record DiscoveryServices<TDiscovery, TChild>(
    Informer<TDiscovery> Informer,
    IResourceClient<TDiscovery> Client,
    Informer<TChild> Children,
    ChildWriter<TChild> Writer,
    IEventRecorder Events,
    KindMetrics KindMetrics,
    DiscoveryMetrics Metrics,
    OperatorOptions Options,
    TimeProvider Time,
    Random Random)
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    public ListingMemory Listings { get; } = new(Time);

    public DateTime Now => Time.GetUtcNow().UtcDateTime;
}
