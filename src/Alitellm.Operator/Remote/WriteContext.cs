using Alitellm.Api.Common;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote;

/// <summary>What a write needs.</summary>
/// <param name="Marker">Stored with the entry to tell ours from hand-made.</param>
internal sealed record WriteContext<TResource, TDesired, TObserved>(ConnectionSnapshot Connection, TResource Resource, TDesired Desired, Marker Marker)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    /// <summary>The id an entry is created again under; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>The entry as last seen; null where there was none.</summary>
    public TObserved? Observed { get; init; }

    /// <summary>The paths whose observed value goes back with a write that replaces the entry.</summary>
    public IgnorePaths Ignore { get; init; } = IgnorePaths.None;
}
