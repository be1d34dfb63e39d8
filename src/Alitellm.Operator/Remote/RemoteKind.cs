using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;

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

    /// <summary>Whether LiteLLM honours an id we choose. Then a create cannot make a duplicate, however often its answer is lost.</summary>
    public required bool ChoosesIds { get; init; }

    /// <summary>Whether the chosen id is a name that anybody may have taken, so that an entry under it is ours only when it says so.</summary>
    public bool NaturalIds { get; init; }

    /// <summary>Whether only one object can have the entry of a name; the others are in conflict. Otherwise each has an entry of its own.</summary>
    public bool OneWinner { get; init; }

    /// <summary>Whether <see cref="IRemoteAdapter{TResource, TDesired, TObserved}.Announce"/> must be stored before LiteLLM is written.</summary>
    public bool AnnouncesWrites { get; init; }

    /// <summary>The kinds whose entries bodies of this kind name by id; LiteLLM's lists of them are read too.</summary>
    public IReadOnlyList<string> ReferencedKinds { get; init; } = [];
}
