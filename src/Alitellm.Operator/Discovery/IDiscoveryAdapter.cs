using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Kubernetes;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery;

/// <summary>
/// What is special about one discovery kind. Finalizer, filters, conflicts, writing, pruning, status, events, metrics and times are the engine's.
/// </summary>
internal interface IDiscoveryAdapter<TDiscovery, TChild>
    where TDiscovery : class, IDiscovery
    where TChild : RemoteResource
{
    /// <summary>The source of this discovery may answer differently now. The engine lists it at once; raising it often is harmless.</summary>
    event Action<ObjectKey>? SourceChanged;

    DiscoveryKind<TDiscovery, TChild> Kind { get; }

    /// <summary>The Secrets in the discovery's namespace that the listing reads; a change of one lists the source at once.</summary>
    IEnumerable<string> Secrets(TDiscovery discovery);

    /// <summary>Reads the whole source. Nothing is kept between two calls; the engine decides when to call.</summary>
    /// <exception cref="SourceException">The source could not be listed. Its message goes into status and events.</exception>
    Task<SourceListing> ListAsync(TDiscovery discovery, CancellationToken cancellationToken);

    /// <summary>Pure: whether an object may have this name.</summary>
    bool IsValidName(string name);

    /// <summary>
    /// Pure: whether the spec does not ask for this any more, such as a namespace taken out of it. The listing cannot tell that from what vanished
    /// at the source; what was deselected is deleted without asking <c>spec.pruneGuard</c>. What filters drop, or a prefix renames, the engine
    /// sees by itself.
    /// </summary>
    bool IsDeselected(TDiscovery discovery, TChild child, string sourceId);

    /// <summary>What else follows from the generated objects, after they were written and pruned.</summary>
    /// <param name="children">Names of the objects that candidates have, written in this pass or before.</param>
    /// <returns>What went wrong, or null.</returns>
    Task<CompletionFailure?> CompleteAsync(TDiscovery discovery, IReadOnlyList<string> children, CancellationToken cancellationToken);
}
