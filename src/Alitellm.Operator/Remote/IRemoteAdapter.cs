using Alitellm.Api.Common;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Policies;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Remote;

/// <summary>All that differs between kinds: rendering, listing, comparing and the calls that write. Everything else is the reconciler's.</summary>
internal interface IRemoteAdapter<TResource, TDesired, TObserved>
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    RemoteKind<TResource> Kind { get; }

    /// <summary>The name the entry has in LiteLLM.</summary>
    string RemoteName(TResource resource, ConnectionSnapshot connection);

    /// <summary>Names the entry may have had before, looked at after <see cref="RemoteName"/>.</summary>
    IReadOnlyList<string> OtherNames(TResource resource)
    {
        return [];
    }

    /// <summary>What objects and LiteLLM's entries find each other by. Objects that share a claim are looked at again when one of them comes, changes or goes.</summary>
    IReadOnlyList<string> Claims(TResource resource)
    {
        return [resource.Metadata.Name];
    }

    /// <summary>The claim a name in LiteLLM falls under.</summary>
    string ClaimOf(string remoteName)
    {
        return remoteName;
    }

    /// <summary>The id we choose for the entry, or null where LiteLLM mints ids.</summary>
    string? ChosenId(TResource resource, ConnectionSnapshot connection);

    /// <summary>The placeholders of the spec.</summary>
    IReadOnlyList<SecretBinding> Secrets(TResource resource)
    {
        return [];
    }

    /// <summary>The entries of other kinds that the body names by id.</summary>
    IReadOnlyList<Reference> References(TResource resource)
    {
        return [];
    }

    /// <summary>The tags by which objects of other kinds select this one.</summary>
    IReadOnlyList<string> Tags(TResource resource)
    {
        return [];
    }

    /// <summary>Whose an entry is, where more than its mark tells.</summary>
    Ownership Judge(TResource resource, TObserved entry, Ownership byMarker)
    {
        return byMarker;
    }

    /// <summary>Why nothing may be written although the spec can be rendered; null when nothing speaks against it.</summary>
    /// <param name="named">LiteLLM's entries under the claims of the object, those of its configuration file included.</param>
    Objection? Object(TResource resource, ConnectionSnapshot connection, EffectivePolicies policies, IReadOnlyList<TObserved> named)
    {
        return null;
    }

    /// <summary>Pure: the body the spec asks for.</summary>
    RenderResult<TDesired> Render(TResource resource, RenderContext context);

    /// <summary>Pure: what differs between the wish and the entry as LiteLLM shows it.</summary>
    /// <param name="recorded">What we wrote last, for fields whose removal cannot be seen in a read.</param>
    Comparison Compare(TDesired desired, TObserved observed, LastRendered? recorded, IgnorePaths ignore);

    /// <summary>All entries of the kind: one list, paged where LiteLLM pages.</summary>
    Task<IReadOnlyList<TObserved>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken);

    /// <summary>One entry from LiteLLM's database, or from a fresh list where only lists tell; null when it is not there.</summary>
    Task<TObserved?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken);

    /// <summary>Notes in the status what is about to be ours, for kinds whose entries cannot say so themselves.</summary>
    void Announce(RemoteStatus status, TDesired desired, ConnectionSnapshot connection)
    {
    }

    /// <returns>The id of the new entry.</returns>
    Task<string> CreateAsync(WriteContext<TResource, TDesired, TObserved> write, CancellationToken cancellationToken);

    Task UpdateAsync(WriteContext<TResource, TDesired, TObserved> write, string id, CancellationToken cancellationToken);

    /// <summary>Deletes; an entry already gone is success.</summary>
    Task DeleteAsync(DeleteContext<TResource> deletion, string id, CancellationToken cancellationToken);

    /// <summary>Notes in the status what was written, beside the hashes the reconciler notes itself.</summary>
    LastRendered Record(RemoteStatus status, TDesired desired);

    /// <summary>The names of the fields that are never compared, checked: null when they may be ignored, else why not.</summary>
    string? RefuseIgnore(string path);
}
