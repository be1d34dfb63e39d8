using System.Collections.Concurrent;
using Alitellm.Api;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.ModelAlias.Catalog;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>
/// LiteLLMModelAlias: names in a proxy's one alias map, which all objects of the proxy, other tools and people share. An alias cannot
/// carry a mark: what is ours is recorded in the objects before it is written.
/// </summary>
/// <param name="catalog">Publishes the aliases for coding clients; null when it is not asked for.</param>
internal sealed class ModelAliasAdapter(AliasClaims claims, CatalogPublisher? catalog, TimeProvider time) : IRemoteAdapter<LiteLLMModelAlias, ModelAliasDesired, ObservedAliases>
{
    /// <summary>Objects that are written together wait together for their batch, so many must be able to wait.</summary>
    private const int Workers = 64;

    private readonly ConcurrentDictionary<EndpointRuntime, AliasWriter> _writers = new();

    public static ResourceType<LiteLLMModelAlias> Type { get; } = new(ApiGroup.Group, ApiGroup.Version, LiteLLMModelAlias.Plural, LiteLLMModelAlias.KindName, AlitellmJsonContext.Default.LiteLLMModelAlias);

    public RemoteKind<LiteLLMModelAlias> Kind { get; } = new(Type, LiteLLMModelAlias.Finalizer)
    {
        ChoosesIds = true,
        IdPath = ObservedAliases.MapKey,
        AnnouncesWrites = true,
        Workers = Workers,
    };

    public string RemoteName(LiteLLMModelAlias resource, ConnectionSnapshot connection)
    {
        return ObservedAliases.MapKey;
    }

    public IReadOnlyList<string> Claims(LiteLLMModelAlias resource)
    {
        return [.. resource.Spec.Aliases.Select(alias => alias.Name)];
    }

    public string? ChosenId(LiteLLMModelAlias resource, ConnectionSnapshot connection)
    {
        return ObservedAliases.MapKey;
    }

    /// <summary>Every object has its part in the map; whose a name in it is, is told by the records.</summary>
    public Ownership Judge(LiteLLMModelAlias resource, ObservedAliases entry, Ownership byMarker)
    {
        return entry.Id == ObservedAliases.MapKey ? Ownership.Ours : Ownership.Uninvolved;
    }

    /// <summary>Adoption, name by name: one that no object has recorded was made by somebody else.</summary>
    public Objection? Object(LiteLLMModelAlias resource, ConnectionSnapshot connection, EffectivePolicies policies, IReadOnlyList<ObservedAliases> named)
    {
        if (policies.Adoption == AdoptionPolicy.Always)
        {
            return null;
        }

        var endpoint = connection.Endpoint!;
        var ignored = IgnorePaths.Parse(policies.IgnoreFields);
        var shown = named.Where(entry => entry.Id != ObservedAliases.MapKey).ToDictionary(entry => entry.Name, entry => entry.Aliases[entry.Name], StringComparer.Ordinal);
        var foreign = claims.VerdictsOf(resource)
            .Where(alias => alias.Winner is null && shown.ContainsKey(alias.Name) && !claims.IsRecorded(alias.Name, endpoint) && !ignored.Matches(ModelAliasComparer.PathOf(alias.Name)))
            .Where(alias => policies.Adoption == AdoptionPolicy.Never || JsonScalars.TextOf(shown[alias.Name]) != alias.Value)
            .Select(alias => alias.Name)
            .ToList();
        return foreign.Count == 0
            ? null
            : new(ConditionReasons.AdoptionRefused, $"LiteLLM has aliases of these names that are not ours, and spec.adoptionPolicy is {policies.Adoption}: {string.Join(", ", foreign)}") { ShowsDrift = true };
    }

    public RenderResult<ModelAliasDesired> Render(LiteLLMModelAlias resource, RenderContext context)
    {
        var endpoint = context.Connection.Endpoint!;
        return ModelAliasRenderer.Render(
            endpoint.Endpoint,
            claims.VerdictsOf(resource),
            OwnedAliases.Of(resource.Status, endpoint.Endpoint),
            name => claims.HasHeir(resource, name, endpoint));
    }

    public Comparison Compare(ModelAliasDesired desired, ObservedAliases observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return ModelAliasComparer.Compare(desired, observed, ignore);
    }

    public async Task<IReadOnlyList<ObservedAliases>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var settings = await RouterSettingsDocument.ReadAsync(connection, cancellationToken);
        await PublishAsync(connection, cancellationToken);
        return ObservedAliases.From(RouterSettingsDocument.AliasesOf(settings));
    }

    public async Task<ObservedAliases?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        return ObservedAliases.Map(RouterSettingsDocument.AliasesOf(await RouterSettingsDocument.ReadAsync(connection, cancellationToken)));
    }

    public void Announce(RemoteStatus status, ModelAliasDesired desired, ConnectionSnapshot connection)
    {
        var aliases = (ModelAliasStatus)status;
        OwnedAliases.Set(aliases, desired.Endpoint, OwnedAliases.Of(aliases, desired.Endpoint).Concat(desired.Won.Select(alias => alias.Name)));
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMModelAlias, ModelAliasDesired, ObservedAliases> write, CancellationToken cancellationToken)
    {
        await UpdateAsync(write, ObservedAliases.MapKey, cancellationToken);
        return ObservedAliases.MapKey;
    }

    public async Task UpdateAsync(WriteContext<LiteLLMModelAlias, ModelAliasDesired, ObservedAliases> write, string id, CancellationToken cancellationToken)
    {
        bool IsLeft(string name) => write.Observed?.Aliases.ContainsKey(name) == true && write.Ignore.Matches(ModelAliasComparer.PathOf(name));
        var sets = write.Desired.Won.Where(alias => !IsLeft(alias.Name)).ToDictionary(alias => alias.Name, alias => alias.Value, StringComparer.Ordinal);
        await WriteAsync(write.Connection, new(sets, [.. write.Desired.Released.Where(name => !IsLeft(name))]), cancellationToken);
    }

    /// <summary>Takes the names of a deleted object out of the map, but for those another object goes on with. The map itself stays.</summary>
    public async Task DeleteAsync(DeleteContext<LiteLLMModelAlias> deletion, string id, CancellationToken cancellationToken)
    {
        var (connection, resource) = deletion;
        var endpoint = connection.Endpoint!;
        var names = OwnedAliases.Of(resource.Status, endpoint.Endpoint).Where(name => !claims.HasHeir(resource, name, endpoint)).ToList();
        await WriteAsync(connection, new(new Dictionary<string, string>(), names), cancellationToken);
    }

    public LastRendered Record(RemoteStatus status, ModelAliasDesired desired)
    {
        var aliases = (ModelAliasStatus)status;
        OwnedAliases.Set(aliases, desired.Endpoint, desired.Won.Select(alias => alias.Name));
        aliases.AliasStatuses =
        [
            .. desired.Verdicts.Select(alias => new ModelAliasEntryStatus
            {
                Name = alias.Name,
                Applied = alias.Winner is null,
                AppliedValue = alias.Winner is null ? alias.Value : null,
                ConflictsWith = alias.Winner,
            }),
        ];
        return aliases.LastRendered ??= new();
    }

    public string? RefuseIgnore(string path)
    {
        return IgnorePaths.Validate(path, _ => false);
    }

    private async Task WriteAsync(ConnectionSnapshot connection, AliasChange change, CancellationToken cancellationToken)
    {
        if (change is not { Sets.Count: 0, Removals.Count: 0 })
        {
            var writer = _writers.GetOrAdd(connection.Endpoint!, endpoint => new(endpoint, claims, time));
            await writer.WriteAsync(connection, change, cancellationToken);
        }

        await PublishAsync(connection, cancellationToken);
    }

    private Task PublishAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        return catalog?.RefreshAsync(connection, cancellationToken) ?? Task.CompletedTask;
    }
}
