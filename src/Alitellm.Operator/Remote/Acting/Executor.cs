using Alitellm.Api.Common;
using Alitellm.Kubernetes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Deciding;

namespace Alitellm.Operator.Remote.Acting;

/// <summary>Carries a decision out in LiteLLM, so that a lost answer or a crash in between cannot make a second entry.</summary>
internal sealed class Executor<TResource, TDesired, TObserved>(
    IRemoteAdapter<TResource, TDesired, TObserved> adapter,
    RemoteServices<TResource, TObserved> services)
    where TResource : RemoteResource
    where TDesired : class, IDesiredEntry
    where TObserved : class, IObservedEntry
{
    /// <returns>What was written, or null when the decision writes nothing.</returns>
    /// <exception cref="LiteLLMException">LiteLLM refused or could not be reached.</exception>
    public async Task<WriteReceipt?> ExecuteAsync(Pass<TResource, TDesired, TObserved> pass, Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Action is RemoteAction.None or RemoteAction.Confirm)
        {
            return null;
        }

        var key = ObjectKey.Of(pass.Resource);
        var write = new WriteContext<TResource, TDesired>(pass.Connection, pass.Resource, pass.Desired!, MarkerFor(pass));
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

    private async Task PruneAsync(Pass<TResource, TDesired, TObserved> pass, CancellationToken cancellationToken)
    {
        foreach (var duplicate in pass.Binding!.Duplicates)
        {
            await adapter.DeleteAsync(pass.Connection, duplicate.Id, cancellationToken);
            services.Metrics.DriftCorrected(DriftAction.DuplicatePruned);
        }
    }

    private async Task<string> UpdateAsync(WriteContext<TResource, TDesired> write, string id, CancellationToken cancellationToken)
    {
        await adapter.UpdateAsync(write, id, cancellationToken);
        return id;
    }

    private async Task<WriteReceipt> ReplaceAsync(WriteContext<TResource, TDesired> write, string id, ObjectKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await adapter.DeleteAsync(write.Connection, id, cancellationToken);
        return await CreateAsync(adapter.Kind.ChoosesIds ? write with { Id = id } : write, key, at, cancellationToken);
    }

    private async Task<WriteReceipt> CreateAsync(WriteContext<TResource, TDesired> write, ObjectKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return new(await adapter.CreateAsync(write, cancellationToken), at);
        }
        catch (LiteLLMException e) when (adapter.Kind.ChoosesIds && (e.Unclear || e.Class == LiteLLMErrorClass.AlreadyExists))
        {
            return await SettleByReadAsync(write, e, at, cancellationToken);
        }
        catch (LiteLLMException e) when (e.Unclear)
        {
            services.Unclear.Sent(key, services.Time.GetUtcNow());
            throw;
        }
    }

    /// <summary>A create that failed unclearly: the entry's own id tells whether it is there, and its marker whether it is what we sent.</summary>
    private async Task<WriteReceipt> SettleByReadAsync(WriteContext<TResource, TDesired> write, LiteLLMException failure, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = write.Id ?? adapter.ChosenId(write.Resource)!;
        if (await adapter.ReadAsync(write.Connection, id, cancellationToken) is not { } stored)
        {
            return await SettleByWriteAsync(write, id, failure, at, cancellationToken);
        }

        var holdsSecrets = adapter.Secrets(write.Resource).Count > 0;
        return new(stored.Marker?.Hash == write.Marker.Hash && !holdsSecrets ? id : await UpdateAsync(write, id, cancellationToken), at);
    }

    /// <summary>A LiteLLM that serves nothing at all does not look into its database when asked for an id (contract §3.4); an update does, and fails where there is nothing to update.</summary>
    private async Task<WriteReceipt> SettleByWriteAsync(WriteContext<TResource, TDesired> write, string id, LiteLLMException failure, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (services.Inventory.For(write.Connection)?.Snapshot is not { Count: 0 })
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
