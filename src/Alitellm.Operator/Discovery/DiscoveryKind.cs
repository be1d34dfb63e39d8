using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes.Client;

namespace Alitellm.Operator.Discovery;

/// <summary>The facts of one discovery kind.</summary>
/// <param name="Type">How Kubernetes addresses the discovery.</param>
/// <param name="Finalizer">On the discovery; kept from the reference operator, as all names here, so that a migrated cluster goes on.</param>
/// <param name="Child">How Kubernetes addresses what is generated.</param>
/// <param name="ChildFinalizer">On what is generated, from its first moment on: its entry in LiteLLM is never left behind.</param>
/// <param name="FieldManager">Owner of the fields that are applied.</param>
/// <param name="ExplicitReason">Why a candidate is skipped whose name a user's own object has.</param>
internal sealed record DiscoveryKind<TDiscovery, TChild>(
    ResourceType<TDiscovery> Type,
    string Finalizer,
    ResourceType<TChild> Child,
    string ChildFinalizer,
    string FieldManager,
    string ExplicitReason)
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>Values of <c>spec.type</c>, for metrics that exist before anything happened.</summary>
    public required IReadOnlyList<string> SourceTypes { get; init; }

    /// <summary>Whether a source is called reachable although the filters are invalid: true where reading it costs nobody anything.</summary>
    public bool ReachableDespiteInvalidFilters { get; init; }
}
