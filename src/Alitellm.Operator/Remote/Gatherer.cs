using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Observing;
using Alitellm.Operator.Remote.Secrets;

namespace Alitellm.Operator.Remote;

/// <summary>Gathers the inputs of a decision: the I/O comes first, so that deciding is pure.</summary>
internal sealed class Gatherer<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    private readonly ClaimResolver<TResource, TDesired, TObserved> _claims = new(adapter, services);

    /// <exception cref="LiteLLMException">A read failed.</exception>
    public async Task<Pass<TResource, TDesired, TObserved>> GatherAsync(Pass<TResource, TDesired, TObserved> pass, CancellationToken cancellationToken)
    {
        var (resource, connection, policies) = pass;
        pass = pass with
        {
            Input = new()
            {
                Suspended = policies.Suspend,
                Management = new(policies.Management, policies.Adoption, policies.Drift),
            },
        };
        if (policies.Suspend)
        {
            return pass;
        }

        if (GateProblem(connection) is { } problem)
        {
            return pass with { Input = pass.Input with { ConnectionProblem = problem } };
        }

        var informer = services.Inventory.For(connection);
        if (adapter.Kind.TooOld(connection, informer?.Failure) is { } tooOld)
        {
            return pass with { Input = pass.Input with { TooOld = tooOld } };
        }

        if (informer?.Snapshot is not { } snapshot)
        {
            // The first list wakes every user of the endpoint.
            informer?.ListSoon();
            return pass with { Input = pass.Input with { ConnectionProblem = $"LiteLLM was not listed yet{(informer?.Failure is { } failure ? $": {failure.Message}" : "")}" } };
        }

        if (resource.CommonStatus?.LastHandledReconcileAt != ReconcileRequest.Of(resource))
        {
            // Somebody wants to know how things are now, not at the last list.
            informer.ConfirmSoon(ObjectKey.Of(resource));
        }

        return await GatherAsync(pass, snapshot, cancellationToken);
    }

    private async Task<Pass<TResource, TDesired, TObserved>> GatherAsync(Pass<TResource, TDesired, TObserved> pass, RemoteSnapshot<TObserved> snapshot, CancellationToken cancellationToken)
    {
        var resource = pass.Resource;
        var key = ObjectKey.Of(resource);
        var bindings = adapter.Secrets(resource);
        var (versions, missing) = services.SecretVersions.Of(key.Namespace, bindings);
        if (missing is not null)
        {
            return SecretMissing(pass, key, missing);
        }

        if (pass.Policies.Management == ManagementPolicy.Apply && _claims.Rival(resource, pass.Connection, snapshot) is { } rival)
        {
            return pass with { Input = pass.Input with { ConflictWinner = rival.ToString() } };
        }

        var references = services.References.Resolve(adapter.References(resource), key.Namespace, pass.Connection);
        if (references.Unknown is { } unknown)
        {
            return pass with { Input = pass.Input with { ConnectionProblem = unknown } };
        }

        var binding = Bind(pass, snapshot);
        var evidence = Evidence.Of(pass, versions, binding.Entry, adapter.RemoteName(resource, pass.Connection), references.Resolved, _claims.Evidence(resource));
        pass = pass with { Binding = binding, Evidence = evidence, SettledAt = SettledAt(pass) };
        if (binding.Kind == Binding.Ours && binding.Duplicates.Count == 0 && IsQuiet(resource) && services.Verified.Holds(key, evidence))
        {
            return pass with { IsUnchanged = true };
        }

        var values = SecretValues.Empty;
        if (bindings.Count > 0)
        {
            (values, missing) = await services.SecretReader.ReadAsync(key.Namespace, bindings, cancellationToken);
            if (missing is not null)
            {
                return SecretMissing(pass, key, missing);
            }
        }

        if (references.Missing is { } lost)
        {
            return pass with { Input = pass.Input with { ReferenceMissing = lost } };
        }

        var rendered = adapter.Render(resource, new(pass.Connection, values.ByPlaceholder) { References = references.Resolved });
        pass = pass with { Secrets = values, Notices = rendered.Notices, Input = pass.Input with { Shortfall = rendered.Shortfall } };
        if (rendered.Desired is not { } desired)
        {
            return pass with { Input = pass.Input with { Invalid = (rendered.FailureReason!, rendered.FailureMessage!) } };
        }

        if (InvalidIgnore(pass.Policies.IgnoreFields) is { } refusal)
        {
            return pass with { Input = pass.Input with { Invalid = (ConditionReasons.InvalidConfig, refusal) } };
        }

        pass = pass with { Desired = desired, SecretsHash = bindings.Count > 0 ? pass.Connection.Hasher?.Hash(values.ByPlaceholder) : null };
        return await WithObservationAsync(WithObjection(pass, snapshot), snapshot, desired, cancellationToken);
    }

    private Pass<TResource, TDesired, TObserved> WithObjection(Pass<TResource, TDesired, TObserved> pass, RemoteSnapshot<TObserved> snapshot)
    {
        if (pass.Policies.Management != ManagementPolicy.Apply)
        {
            return pass;
        }

        var named = NamesOf(pass).Concat(adapter.Claims(pass.Resource)).Distinct(StringComparer.Ordinal).SelectMany(snapshot.ByName).ToList();
        return pass with { Input = pass.Input with { Objection = adapter.Object(pass.Resource, pass.Connection, pass.Policies, named) } };
    }

    private async Task<Pass<TResource, TDesired, TObserved>> WithObservationAsync(
        Pass<TResource, TDesired, TObserved> pass,
        RemoteSnapshot<TObserved> snapshot,
        TDesired desired,
        CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(pass.Resource);
        var binding = pass.Binding!;
        var settling = pass.SettledAt is { } settledAt && snapshot.StartedAt < settledAt;
        var recorded = pass.Recorded;
        var isAbsent = binding.Kind == Binding.Absent;
        var confirmed = isAbsent && services.Confirmations.Confirmed(key, "absent", snapshot.Sequence);
        var served = true;
        if (isAbsent && confirmed && !settling && binding.Id is { } id && WasWritten(recorded)
            && await adapter.ReadAsync(pass.Connection, id, cancellationToken) is { } stored
            && (!adapter.Kind.NaturalIds || _claims.OwnershipFor(pass.Resource)(stored) == Ownership.Ours))
        {
            // In the database although no list shows it: creating it again would go on for ever.
            binding = binding with { Kind = Binding.Ours, Entry = stored };
            served = false;
        }

        var comparison = binding.Entry is { } entry ? Compare(pass, desired, entry, binding.Kind) : Comparison.Equal;
        if (!isAbsent)
        {
            confirmed = comparison.IsEqual || services.Confirmations.Confirmed(key, binding.Entry!.Fingerprint, snapshot.Sequence);
        }

        return pass with
        {
            Binding = binding,
            Input = pass.Input with
            {
                Binding = binding.Kind,
                OtherOwner = binding.Owner,
                ConflictWinner = binding.Kind == Binding.TakenBySibling ? binding.Owner : null,
                Duplicates = binding.Duplicates.Count,
                NotServed = !served,
                WasWritten = WasWritten(recorded),
                SpecChanged = ContentHash.IsOurs(recorded?.Hash) && recorded!.Hash != desired.Hash,
                Secrets = SecretsStateOf(recorded, pass),
                Comparison = comparison,
                Settling = settling,
                Confirmed = confirmed,
                AwaitsList = services.Unclear.IsUnclear(key, snapshot.StartedAt),
                RecreateThrottled = services.Recreates.IsTripped(key),
                Contested = services.Storms.BeforeRepair(key).RetryAfter,
            },
        };
    }

    private Comparison Compare(Pass<TResource, TDesired, TObserved> pass, TDesired desired, TObserved entry, Binding binding)
    {
        var comparison = adapter.Compare(desired, entry, pass.Recorded, IgnorePaths.Parse(pass.Policies.IgnoreFields));
        var mark = services.IdentityOf(pass.Resource).Mark(desired.Hash);
        if (adapter.Kind.MarkerPathAt(pass.Connection) is not { } path || binding != Binding.Ours || pass.Policies.Management == ManagementPolicy.Observe || entry.Marker == mark)
        {
            return comparison;
        }

        var difference = new FieldDifference(path, mark.ToJson(), entry.Marker?.ToJson(), Secret: false);
        return comparison with { Differences = [.. comparison.Differences, difference] };
    }

    private static string? GateProblem(ConnectionSnapshot connection)
    {
        return connection.IsUsable ? null : $"LiteLLMConnection/{connection.Key.Name} not Ready (reason: {connection.Reason})";
    }

    private IReadOnlyList<string> NamesOf(Pass<TResource, TDesired, TObserved> pass)
    {
        return [adapter.RemoteName(pass.Resource, pass.Connection), .. adapter.OtherNames(pass.Resource)];
    }

    private EntryBinding<TObserved> Bind(Pass<TResource, TDesired, TObserved> pass, RemoteSnapshot<TObserved> snapshot)
    {
        var resource = pass.Resource;
        return EntryBinder.Bind(
            snapshot,
            NamesOf(pass),
            new(pass.Recorded?.RemoteId, adapter.ChosenId(resource, pass.Connection)),
            hasSiblings: !adapter.Kind.OneWinner,
            _claims.OwnershipFor(resource));
    }

    private DateTimeOffset? SettledAt(Pass<TResource, TDesired, TObserved> pass)
    {
        if (pass.Recorded?.At is not { } at)
        {
            return null;
        }

        // Written in the future by more than the clocks of replicas differ: the clock was set back, and the window would last until it has caught up.
        var written = new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc));
        return written - services.Time.GetUtcNow() > services.Options.SettleWindow ? null : written + services.Options.SettleWindow;
    }

    private static SecretsState SecretsStateOf(LastRendered? recorded, Pass<TResource, TDesired, TObserved> pass)
    {
        if (pass.SecretsHash is null || pass.SecretsHash == recorded?.SecretsHash)
        {
            return SecretsState.Same;
        }

        if (recorded?.SecretsHash is null)
        {
            return SecretsState.Unrecorded;
        }

        return SecretVersions.Same(recorded.Secrets, pass.Secrets.Versions) ? SecretsState.Rehashed : SecretsState.Changed;
    }

    private string? InvalidIgnore(IReadOnlyList<string> paths)
    {
        return paths.Select(adapter.RefuseIgnore).FirstOrDefault(refusal => refusal is not null);
    }

    private static bool IsQuiet(TResource resource)
    {
        return resource.CommonStatus is { } status
            && status.ObservedGeneration == resource.Metadata.Generation
            && Kubernetes.Status.ConditionList.Find(status.Conditions, "Ready") is { Status: "True", Reason: ConditionReasons.Synced or ConditionReasons.Observed }
            && status.LastHandledReconcileAt == ReconcileRequest.Of(resource);
    }

    private static bool WasWritten(LastRendered? recorded)
    {
        return recorded is { RemoteId: not null } or { Hash: not null };
    }

    private static Pass<TResource, TDesired, TObserved> SecretMissing(Pass<TResource, TDesired, TObserved> pass, ObjectKey key, SecretKeyRef missing)
    {
        return pass with { Input = pass.Input with { SecretMissing = $"{key.Namespace}/{missing.Name}:{missing.Key} not found" } };
    }
}
