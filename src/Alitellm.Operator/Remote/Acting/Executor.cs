using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;
using Alitellm.Operator.Remote.Reporting;

namespace Alitellm.Operator.Remote.Acting;

/// <summary>Carries a decision out in LiteLLM, so that a lost answer or a crash in between cannot make a second entry.</summary>
internal sealed class Executor<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    /// <summary>How old a list may be and still count as asked for just now: longer than the wait for a confirming one, shorter than a poll.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);

    private readonly StatusWriter<TResource> _writer = new(services.Client, services.Informer);

    /// <summary>Stores in the status what is about to be ours, so that nothing is left behind by whatever ends the process in between.</summary>
    /// <returns>The pass with the object as stored.</returns>
    public async Task<Pass<TResource, TDesired, TObserved>> AnnounceAsync(Pass<TResource, TDesired, TObserved> pass, Decision decision, CancellationToken cancellationToken)
    {
        if (!adapter.Kind.AnnouncesWrites || decision.Action is not (RemoteAction.Create or RemoteAction.Update or RemoteAction.Replace))
        {
            return pass;
        }

        var stored = await _writer.WriteAsync(pass.Resource, copy => adapter.Announce(copy.EnsureStatus(), pass.Desired!, pass.Connection), null, cancellationToken);
        return stored is null ? pass : pass with { Resource = stored };
    }

    /// <returns>What was written, or null when the decision writes nothing.</returns>
    /// <exception cref="LiteLLMException">LiteLLM refused or could not be reached.</exception>
    public async Task<WriteReceipt?> ExecuteAsync(Pass<TResource, TDesired, TObserved> pass, Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Action is RemoteAction.None or RemoteAction.Confirm)
        {
            return null;
        }

        var key = ObjectKey.Of(pass.Resource);
        var write = new WriteContext<TResource, TDesired, TObserved>(pass.Connection, pass.Resource, pass.Desired!, MarkerFor(pass))
        {
            Observed = pass.Binding!.Entry,
            Ignore = IgnorePaths.Parse(pass.Policies.IgnoreFields),
        };
        OriginOf(pass, decision).Enter();
        services.Verified.Forget(key);
        switch (decision.Cause)
        {
            case WriteCause.Vanished:
                services.Recreates.Record(key);
                break;
            case WriteCause.Drifted:
                services.Storms.Recorded(key);
                break;
            default:
                break;
        }

        if (decision.Action == RemoteAction.Prune)
        {
            await PruneAsync(pass, cancellationToken);
            return null;
        }

        var at = services.Time.GetUtcNow();
        var receipt = decision.Action switch
        {
            RemoteAction.Create => await CreateAsync(write, key, at, cancellationToken),
            RemoteAction.Replace => await ReplaceAsync(write, pass.Binding!.Id!, key, at, cancellationToken),
            _ => new(await UpdateAsync(write, pass.Binding!.Id!, cancellationToken), at),
        };
        services.Confirmations.Clear(key);
        services.Unclear.Clear(key);
        return receipt;
    }

    private ChangeOrigin OriginOf(Pass<TResource, TDesired, TObserved> pass, Decision decision)
    {
        return new(adapter.Kind.Type.Kind, ObjectKey.Of(pass.Resource), ChangeCauseLabel.Of(decision.Cause))
        {
            Uid = pass.Resource.Metadata.Uid,
            Generation = pass.Resource.Metadata.Generation,
            Connection = pass.Connection.Key.Name,
            EntryId = pass.Binding!.Id ?? adapter.ChosenId(pass.Resource, pass.Connection),
            Differences = pass.Input.Comparison.Differences,
            Secrets = pass.Secrets,
        };
    }

    private async Task PruneAsync(Pass<TResource, TDesired, TObserved> pass, CancellationToken cancellationToken)
    {
        foreach (var duplicate in pass.Binding!.Duplicates)
        {
            await adapter.DeleteAsync(new(pass.Connection, pass.Resource), duplicate.Id, cancellationToken);
            services.Metrics.DriftCorrected(DriftAction.DuplicatePruned);
        }
    }

    private async Task<string> UpdateAsync(WriteContext<TResource, TDesired, TObserved> write, string id, CancellationToken cancellationToken)
    {
        await adapter.UpdateAsync(write, id, cancellationToken);
        return id;
    }

    private async Task<WriteReceipt> ReplaceAsync(WriteContext<TResource, TDesired, TObserved> write, string id, ObjectKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await adapter.DeleteAsync(new(write.Connection, write.Resource), id, cancellationToken);
        return await CreateAsync(adapter.Kind.ChoosesIds ? write with { Id = id } : write, key, at, cancellationToken);
    }

    private async Task<WriteReceipt> CreateAsync(WriteContext<TResource, TDesired, TObserved> write, ObjectKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return new(await adapter.CreateAsync(write, cancellationToken), at);
        }
        catch (LiteLLMException e) when (adapter.Kind.ChoosesIds && (e.Unclear || e.Class == LiteLLMErrorClass.AlreadyExists))
        {
            return await SettleByReadAsync(write, e, at, cancellationToken);
        }
        catch (LiteLLMException e) when (e.Unclear || e.Class == LiteLLMErrorClass.AlreadyExists)
        {
            SettleByList(write, key, e);
            throw;
        }
    }

    /// <summary>Only a list asked for from now on tells whether the entry is there, and whose it is. One that is fresh and does not show it has told all it can.</summary>
    private void SettleByList(WriteContext<TResource, TDesired, TObserved> write, ObjectKey key, LiteLLMException failure)
    {
        var informer = services.Inventory.For(write.Connection);
        var now = services.Time.GetUtcNow();
        if (failure.Unclear || informer?.Snapshot?.StartedAt < now - s_fresh)
        {
            services.Unclear.Sent(key, now);
            informer?.ConfirmSoon(key);
        }
    }

    /// <summary>A create that failed unclearly: the entry's own id tells whether it is there, and its marker whether it is what we sent.</summary>
    private async Task<WriteReceipt> SettleByReadAsync(WriteContext<TResource, TDesired, TObserved> write, LiteLLMException failure, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = write.Id ?? adapter.ChosenId(write.Resource, write.Connection)!;
        if (await adapter.ReadAsync(write.Connection, id, cancellationToken) is not { } stored)
        {
            return await SettleByWriteAsync(write, id, failure, at, cancellationToken);
        }

        if (adapter.Kind.NaturalIds && stored.Marker?.Object != write.Marker.Object)
        {
            // Somebody's entry of our name, or ours without a mark: what to do with it is for the policies to say.
            SettleByList(write, ObjectKey.Of(write.Resource), failure);
            throw failure;
        }

        var holdsSecrets = adapter.Secrets(write.Resource).Count > 0;
        return new(stored.Marker?.Hash == write.Marker.Hash && !holdsSecrets ? id : await UpdateAsync(write, id, cancellationToken), at);
    }

    /// <summary>A LiteLLM that serves nothing at all does not look into its database when asked for an id (contract §3.4); an update does, and fails where there is nothing to update.</summary>
    private async Task<WriteReceipt> SettleByWriteAsync(WriteContext<TResource, TDesired, TObserved> write, string id, LiteLLMException failure, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (adapter.Kind.NaturalIds || services.Inventory.For(write.Connection)?.Snapshot is not { Count: 0 })
        {
            throw failure;
        }

        try
        {
            return new(await UpdateAsync(write, id, cancellationToken), at) { IsServed = false };
        }
        catch (LiteLLMException e) when (e.Class == LiteLLMErrorClass.NotFound)
        {
            throw failure;
        }
    }

    private Marker MarkerFor(Pass<TResource, TDesired, TObserved> pass)
    {
        return services.IdentityOf(pass.Resource).Mark(pass.Desired!.Hash);
    }
}
