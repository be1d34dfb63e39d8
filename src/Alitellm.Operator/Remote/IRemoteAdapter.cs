using Alitellm.Api.Common;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Remote;

/// <summary>All that differs between kinds: rendering, listing, comparing and the calls that write. Everything else is the reconciler's.</summary>
internal interface IRemoteAdapter<TResource, TDesired, TObserved>
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    RemoteKind<TResource> Kind { get; }

    /// <summary>The name the entry has in LiteLLM.</summary>
    string RemoteName(TResource resource);

    /// <summary>The id we choose for the entry, or null where LiteLLM mints ids.</summary>
    string? ChosenId(TResource resource);

    /// <summary>The placeholders of the spec.</summary>
    IReadOnlyList<SecretBinding> Secrets(TResource resource);

    /// <summary>Pure: the body the spec asks for.</summary>
    RenderResult<TDesired> Render(TResource resource, RenderContext context);

    /// <summary>Pure: what differs between the wish and the entry as LiteLLM shows it.</summary>
    /// <param name="recorded">What we wrote last, for fields whose removal cannot be seen in a read.</param>
    Comparison Compare(TDesired desired, TObserved observed, LastRendered? recorded, IgnorePaths ignore);

    /// <summary>All entries of the kind: one list, paged where LiteLLM pages.</summary>
    Task<IReadOnlyList<TObserved>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken);

    /// <summary>One entry from LiteLLM's database, or null when it is not there.</summary>
    Task<TObserved?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken);

    /// <returns>The id of the new entry.</returns>
    Task<string> CreateAsync(WriteContext<TResource, TDesired> write, CancellationToken cancellationToken);

    Task UpdateAsync(WriteContext<TResource, TDesired> write, string id, CancellationToken cancellationToken);

    /// <summary>Deletes; an entry already gone is success.</summary>
    Task DeleteAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken);

    /// <summary>Notes in the status what was written, beside the hashes the reconciler notes itself.</summary>
    LastRendered Record(RemoteStatus status, TDesired desired);

    /// <summary>The names of the fields that are never compared, checked: null when they may be ignored, else why not.</summary>
    string? RefuseIgnore(string path);
}
