using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Observability.Changes;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>
/// The one writer of a proxy's alias map. Changes that arrive within a moment share one read and one write; batches follow one another.
/// </summary>
/// <remarks>
/// LiteLLM replaces the settings as a whole and has neither locks nor versions. Each batch reads as late as it can, writes everything it
/// read back along with its changes and with all other names live objects have recorded, reads again, and repairs what is lost of ours.
/// What cannot be kept is what somebody else changes between our read and our write: it is overwritten, as ours would be by them.
/// </remarks>
internal sealed class AliasWriter(EndpointRuntime endpoint, AliasClaims claims, TimeProvider time)
{
    /// <summary>How long a batch gathers changes: a manifest with many objects becomes few writes, and nobody notices the wait.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromSeconds(1);

    /// <summary>Writes of one batch before it counts as contested.</summary>
    private const int MaxWrites = 3;

    private readonly Lock _gate = new();
    private Batch? _open;
    private Task _last = Task.CompletedTask;

    /// <summary>Makes the change; when it returns, a read has shown it. Nothing is written where nothing would change.</summary>
    /// <exception cref="LiteLLMException">LiteLLM refused or could not be reached, or another writer undoes the change each time.</exception>
    public async Task WriteAsync(ConnectionSnapshot connection, AliasChange change, CancellationToken cancellationToken)
    {
        Batch batch;
        Task? before = null;
        lock (_gate)
        {
            if (_open is null)
            {
                _open = new();
                (before, _last) = (_last, _open.Done.Task);
            }

            batch = _open;
            batch.Change = batch.Change?.And(change) ?? change;
            batch.Origins.Add(ChangeOrigin.Current);
        }

        if (before is not null)
        {
            await LeadAsync(batch, before, connection, cancellationToken);
        }

        await batch.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The first of a batch does its work; how it ends is told to all through <see cref="Batch.Done"/>.</summary>
    /// <param name="before">Ends with the batch before, well or not.</param>
    private async Task LeadAsync(Batch batch, Task before, ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Debounce, time, cancellationToken);
            await Task.WhenAny(before).WaitAsync(cancellationToken);
            var together = Close(batch);
            OriginOf(batch)?.Enter();
            await SendAsync(connection, together, cancellationToken);
            batch.Done.SetResult();
        }
        catch (Exception e)
        {
            Close(batch);
            batch.Done.SetException(e);
        }
    }

    private async Task SendAsync(ConnectionSnapshot connection, AliasChange change, CancellationToken cancellationToken)
    {
        for (var writes = 0; ; writes++)
        {
            var settings = await RouterSettingsDocument.ReadAsync(connection, cancellationToken);
            var aliases = RouterSettingsDocument.AliasesOf(settings);
            var wanted = change.And(new(claims.WishesFor(endpoint), []));
            if (RouterSettingsDocument.Changed(aliases, wanted) is not { } changed)
            {
                return;
            }

            if (writes == MaxWrites)
            {
                if (RouterSettingsDocument.Changed(aliases, wanted with { Removals = [] }) is not null)
                {
                    throw new LiteLLMException(LiteLLMErrorClass.Transient, "alias_update", "alias_update: somebody else keeps overwriting the router settings");
                }

                // A name that no write removes comes from the proxy's configuration file, where it is not ours.
                return;
            }

            await connection.Client!.Api.UpdateConfigAsync(RouterSettingsDocument.Update(settings, changed), cancellationToken);
        }
    }

    /// <returns>All changes of the batch; from now on others open a new one.</returns>
    private AliasChange Close(Batch batch)
    {
        lock (_gate)
        {
            _open = _open == batch ? null : _open;
            return batch.Change!;
        }
    }

    /// <summary>The leader's origin, which names the others: one request carries the changes of all.</summary>
    private static ChangeOrigin? OriginOf(Batch batch)
    {
        return batch.Origins[0] is { } leader
            ? leader with { With = [.. batch.Origins.Skip(1).OfType<ChangeOrigin>().Select(origin => origin.Object).Distinct()] }
            : null;
    }

    private sealed class Batch
    {
        public List<ChangeOrigin?> Origins { get; } = [];

        public AliasChange? Change { get; set; }

        public TaskCompletionSource Done { get; } = new();
    }
}
