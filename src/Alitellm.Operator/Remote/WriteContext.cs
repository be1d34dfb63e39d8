using Alitellm.Api.Common;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Remote;

/// <summary>What a write needs.</summary>
/// <param name="Marker">Stored with the entry to tell ours from hand-made.</param>
internal sealed record WriteContext<TResource, TDesired>(ConnectionSnapshot Connection, TResource Resource, TDesired Desired, Marker Marker)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
{
    /// <summary>The id an entry is created again under; null for a new one.</summary>
    public string? Id { get; init; }
}
