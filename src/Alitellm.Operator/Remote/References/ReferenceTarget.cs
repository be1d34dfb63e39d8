using Alitellm.Api.Common;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Observing;

namespace Alitellm.Operator.Remote.References;

/// <summary>Leads references to the entries of one kind: its objects know their ids, and LiteLLM's list knows those of hand-made entries.</summary>
internal sealed class ReferenceTarget<TResource, TDesired, TObserved> : IReferenceTarget
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly IRemoteAdapter<TResource, TDesired, TObserved> _adapter;
    private readonly RemoteServices<TResource, TObserved> _services;

    public ReferenceTarget(IRemoteAdapter<TResource, TDesired, TObserved> adapter, RemoteServices<TResource, TObserved> services)
    {
        _adapter = adapter;
        _services = services;

        // The echo of the status write that records an id is what those who refer to it wait for.
        services.Informer.Subscribe(OnObject, ownWrites: true);
        services.Inventory.Listed += OnListed;
    }

    public event Action<string?>? Changed;

    public string Kind => _adapter.Kind.Type.Kind;

    public ReferenceAnswer Find(Reference reference, string @namespace, ConnectionSnapshot connection)
    {
        var informer = _services.Inventory.For(connection);
        if (_adapter.Kind.TooOld(connection, informer?.Failure) is { } tooOld)
        {
            return new([], null) { TooOld = tooOld };
        }

        var objects = _services.Informer.ByIndex(reference.ByTag ? RemoteIndexes.Tag : RemoteIndexes.Claim, reference.ByTag ? reference.Name : _adapter.ClaimOf(reference.Name))
            .Where(candidate => candidate.Metadata.NamespaceProperty == @namespace
                && candidate.Metadata.DeletionTimestamp is null
                && candidate.CommonStatus?.CommonLastRendered?.RemoteId is not null
                && _services.Connections.Get(ConnectionRefs.Of(candidate)).Endpoint == connection.Endpoint)
            .ToList();
        if (reference.ByTag)
        {
            return ReferenceAnswer.Of(objects.Select(IdOf));
        }

        var named = objects.FirstOrDefault(candidate => _adapter.RemoteName(candidate, connection) == reference.Name)
            ?? objects.FirstOrDefault(candidate => candidate.Metadata.Name == reference.Name);
        if (named is not null)
        {
            return ReferenceAnswer.Of([IdOf(named)]);
        }

        return informer?.Snapshot is { } snapshot
            ? ReferenceAnswer.Of(snapshot.ByName(reference.Name).Select(entry => entry.Id).Order(StringComparer.Ordinal).Take(1))
            : new([], informer?.Failure is { } failure ? failure.Message : $"LiteLLM's list for {Kind} was not read yet");
    }

    public IDisposable ListWhile(Func<ConnectionSnapshot, bool> wanted)
    {
        return _services.Inventory.ListWhile(wanted, fresh: false);
    }

    public void Reconsider()
    {
        _services.Inventory.Reconsider();
    }

    private static string IdOf(TResource resource)
    {
        return resource.CommonStatus!.CommonLastRendered!.RemoteId!;
    }

    private void OnObject(InformerEvent<TResource> change)
    {
        if (change.IsInitial || Facts(change.Old) != Facts(change.New))
        {
            foreach (var key in new[] { change.Old, change.New }.OfType<TResource>().SelectMany(Keys).Distinct())
            {
                Changed?.Invoke(key);
            }
        }
    }

    private void OnListed(EndpointRuntime endpoint, RemoteNews<TObserved> news)
    {
        if (news.IsFirst)
        {
            Changed?.Invoke(null);
            return;
        }

        // An entry that only changed leads nowhere else than before.
        foreach (var change in news.Changes.Where(change => change.Old?.Name != change.New?.Name || change.Old?.Id != change.New?.Id))
        {
            foreach (var name in new[] { change.Old?.Name, change.New?.Name }.OfType<string>().Distinct())
            {
                Changed?.Invoke(Reference.KeyOfName(Kind, name));
            }
        }
    }

    /// <summary>All that an answer depends on.</summary>
    private string? Facts(TResource? resource)
    {
        return resource is null
            ? null
            : string.Join('|', [resource.CommonStatus?.CommonLastRendered?.RemoteId, resource.Metadata.DeletionTimestamp is null ? "" : "deleting", .. _adapter.Tags(resource)]);
    }

    private IEnumerable<string> Keys(TResource resource)
    {
        return _adapter.Claims(resource).Append(resource.Metadata.Name).Append(resource.CommonStatus?.Remote?.Name).OfType<string>().Select(name => Reference.KeyOfName(Kind, name))
            .Concat(_adapter.Tags(resource).Select(tag => Reference.KeyOfTag(Kind, tag)));
    }
}
