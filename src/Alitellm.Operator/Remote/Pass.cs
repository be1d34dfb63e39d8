using Alitellm.Api.Common;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Remote;

/// <summary>Everything one reconcile gathered about one object.</summary>
internal sealed record Pass<TResource, TDesired, TObserved>(TResource Resource, ConnectionSnapshot Connection, EffectivePolicies Policies)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    public DecisionInput Input { get; init; } = new();

    public TDesired? Desired { get; init; }

    public SecretValues Secrets { get; init; } = SecretValues.Empty;

    /// <summary>The keyed hash of <see cref="Secrets"/>; null when the spec uses none.</summary>
    public string? SecretsHash { get; init; }

    public EntryBinding<TObserved>? Binding { get; init; }

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Nothing changed since this was last compared in full, so nothing was read or rendered.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>What a full comparison would depend on, see <see cref="VerifiedLedger"/>.</summary>
    public string? Evidence { get; init; }

    /// <summary>When our last write is certain to be in every read: reads asked for earlier prove nothing.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    public LastRendered? Recorded => Resource.CommonStatus?.CommonLastRendered;
}
