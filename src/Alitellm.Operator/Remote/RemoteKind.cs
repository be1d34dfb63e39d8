using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;

namespace Alitellm.Operator.Remote;

/// <summary>The facts of one Pipeline A kind.</summary>
/// <param name="Type">How Kubernetes addresses it.</param>
/// <param name="Finalizer">Kept from the reference operator, so that a migrated cluster stays deletable.</param>
internal sealed record RemoteKind<TResource>(ResourceType<TResource> Type, string Finalizer)
    where TResource : RemoteResource
{
    /// <summary>The first LiteLLM that has the kind's routes; null when every supported one has.</summary>
    public LiteLLMVersion? MinimumVersion { get; init; }

    /// <summary>The dotted path of the id in the body.</summary>
    public required string IdPath { get; init; }

    /// <summary>The dotted path of the marker in the body; null where LiteLLM keeps no field of ours.</summary>
    public string? MarkerPath { get; init; }

    /// <summary>The first LiteLLM that bears the marker; null when every supported one does.</summary>
    public LiteLLMVersion? MarkerVersion { get; init; }

    /// <summary>Whether LiteLLM honours an id we choose. Then a create cannot make a duplicate, however often its answer is lost.</summary>
    public required bool ChoosesIds { get; init; }

    /// <summary>Whether the chosen id is a name that anybody may have taken, so that an entry under it is ours only when it says so.</summary>
    public bool NaturalIds { get; init; }

    /// <summary>Whether only one object can have the entry of a name; the others are in conflict. Otherwise each has an entry of its own.</summary>
    public bool OneWinner { get; init; }

    /// <summary>Whether <see cref="IRemoteAdapter{TResource, TDesired, TObserved}.Announce"/> must be stored before LiteLLM is written.</summary>
    public bool AnnouncesWrites { get; init; }

    /// <summary>How many objects are worked on at once; null for as many as the operator's settings say.</summary>
    public int? Workers { get; init; }

    /// <summary>The kinds whose entries bodies of this kind name by id; LiteLLM's lists of them are read too.</summary>
    public IReadOnlyList<string> ReferencedKinds { get; init; } = [];

    /// <summary>Where entries at this proxy are marked; null where they are not. A version that is not known is taken for an old one.</summary>
    public string? MarkerPathAt(ConnectionSnapshot connection)
    {
        return MarkerVersion is null || connection.Version?.IsAtLeast(MarkerVersion) == true ? MarkerPath : null;
    }

    /// <summary>
    /// The version that is needed and not there; null when it is. By the version, and by the route itself: a build that says nothing of its
    /// version, or too much, is judged by what it can do.
    /// </summary>
    /// <param name="failure">Why the last list of the kind failed.</param>
    public string? TooOld(ConnectionSnapshot connection, LiteLLMException? failure)
    {
        if (MinimumVersion is null)
        {
            return null;
        }

        var isTooOld = connection.Version?.IsAtLeast(MinimumVersion) == false || failure is { RouteMissing: true };
        return isTooOld ? $"{Type.Kind} needs LiteLLM {MinimumVersion} or newer, this is {connection.Version?.ToString() ?? "one without the route"}" : null;
    }
}
