using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Observing;

/// <summary>What a list of a kind at an endpoint brought.</summary>
/// <param name="Waiting">Keys that asked to look again after this list.</param>
/// <param name="IsFirst">Nothing was known before, or nothing that still counted: whoever uses the endpoint may have been waiting for this.</param>
internal sealed record RemoteNews<TObserved>(IReadOnlyList<RemoteChange<TObserved>> Changes, IReadOnlyList<ObjectKey> Waiting, bool IsFirst)
    where TObserved : class, IObservedEntry
{
    /// <summary>Entries in the list.</summary>
    public int Count { get; init; }
}
