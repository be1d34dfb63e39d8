using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Observing;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Remote.Claims;

/// <summary>Settles who has an entry among the objects that claim it.</summary>
internal sealed class ClaimResolver<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly Siblings<TResource> _siblings = new(services.Informer);

    /// <summary>The object that has the entry instead of this one; null when this one has it, or when each has its own.</summary>
    public ObjectKey? Rival(TResource resource, ConnectionSnapshot connection, RemoteSnapshot<TObserved> snapshot)
    {
        var key = ObjectKey.Of(resource);
        var claimants = Claimants(resource, connection).Append(key).Distinct().ToList();
        if (claimants.Count == 1)
        {
            return null;
        }

        var instance = services.Options.InstanceId;
        var marked = snapshot.ByName(adapter.RemoteName(resource, connection)).Where(entry => entry.IsWritable && entry.Marker?.Instance == instance).Select(entry => ObjectKey.Parse(entry.Marker!.Object)).FirstOrDefault();
        var winner = ClaimRules.Winner(claimants, marked);
        return winner == key ? null : winner;
    }

    /// <summary>Whether another live object takes the entry over, so that it must not be deleted.</summary>
    public bool HasSuccessor(TResource resource, ConnectionSnapshot connection)
    {
        return Claimants(resource, connection).Any();
    }

    /// <summary>Whose an entry is, seen from this object.</summary>
    public Func<TObserved, Ownership> OwnershipFor(TResource resource)
    {
        var identity = services.IdentityOf(resource);
        return entry =>
        {
            var byMarker = Marker.OwnershipOf(entry.Marker, entry.CreatedBy, identity);
            if (byMarker == Ownership.OurInstanceOtherObject && adapter.Kind.OneWinner && !IsHeld(resource, entry))
            {
                byMarker = Ownership.AdoptableInstance;
            }

            return adapter.Judge(resource, entry, byMarker);
        };
    }

    /// <summary>What the siblings of the object contribute to a decision about it; empty when there are none.</summary>
    public string Evidence(TResource resource)
    {
        var siblings = _siblings.Of(adapter.Claims(resource)).Where(sibling => sibling.Metadata.Uid != resource.Metadata.Uid);
        return string.Join(',', siblings.Select(sibling => $"{ObjectKey.Of(sibling)}@{sibling.Metadata.Generation}").Order(StringComparer.Ordinal));
    }

    /// <summary>The other objects that claim the same entry and would write it.</summary>
    private IEnumerable<ObjectKey> Claimants(TResource resource, ConnectionSnapshot connection)
    {
        if (!adapter.Kind.OneWinner)
        {
            return [];
        }

        var name = adapter.RemoteName(resource, connection);
        var key = ObjectKey.Of(resource);
        return _siblings.Of(adapter.Claims(resource)).Where(sibling => ObjectKey.Of(sibling) != key && Claims(sibling, connection, name)).Select(sibling => ObjectKey.Of(sibling));
    }

    private bool Claims(TResource sibling, ConnectionSnapshot connection, string name)
    {
        var theirs = services.Connections.Get(ConnectionRefs.Of(sibling));
        return theirs.Endpoint == connection.Endpoint
            && adapter.RemoteName(sibling, connection) == name
            && EffectivePolicies.Of(sibling.CommonSpec, theirs.Defaults).Management == ManagementPolicy.Apply;
    }

    /// <summary>Whether the object in the marker still claims the entry, or cannot be seen from here. Between claimants <see cref="Rival"/> has decided.</summary>
    private bool IsHeld(TResource resource, TObserved entry)
    {
        var holder = ObjectKey.Parse(entry.Marker!.Object);
        if (services.Options.WatchNamespaces is { Count: > 0 } watched && !watched.Contains(holder.Namespace))
        {
            return true;
        }

        return services.Informer.Get(holder) is { Metadata.DeletionTimestamp: null } other && !adapter.Claims(other).Intersect(adapter.Claims(resource), StringComparer.Ordinal).Any();
    }
}
