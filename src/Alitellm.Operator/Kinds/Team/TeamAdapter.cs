using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Teams;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Policies;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>LiteLLMTeam: one team whose alias, and where we create it whose id too, is the object's name.</summary>
internal sealed class TeamAdapter(Siblings<LiteLLMTeam> siblings, TimeProvider time) : IRemoteAdapter<LiteLLMTeam, TeamDesired, ObservedTeam>
{
    /// <summary>LiteLLM gives keys without a team its budget and grants, and makes it anew when it is gone: never deleted.</summary>
    public const string DefaultName = "default";

    public static readonly ResourceType<LiteLLMTeam> Type = new(ApiGroup.Group, ApiGroup.Version, LiteLLMTeam.Plural, LiteLLMTeam.KindName, AlitellmJsonContext.Default.LiteLLMTeam);

    private readonly ConditionalWeakTable<EndpointRuntime, TeamReader> _readers = [];

    public RemoteKind<LiteLLMTeam> Kind { get; } = new(Type, LiteLLMTeam.Finalizer)
    {
        ChoosesIds = true,
        NaturalIds = true,
        OneWinner = true,
        IdPath = TeamFields.Id,
        MarkerPath = $"{TeamFields.Metadata}.{Marker.Key}",
        // Foreign keys in the metadata broke /team/new of 1.83.
        MarkerVersion = LiteLLMVersion.Parse("1.84.0"),
        ReferencedKinds = TeamReferences.Kinds,
    };

    public string RemoteName(LiteLLMTeam resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public string? ChosenId(LiteLLMTeam resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public IReadOnlyList<SecretBinding> Secrets(LiteLLMTeam resource)
    {
        return [.. resource.Spec.Secrets ?? []];
    }

    public IReadOnlyList<Reference> References(LiteLLMTeam resource)
    {
        return [.. TeamReferences.Of(resource.Spec).All];
    }

    /// <summary>A team of another alias is somebody's, also when its id happens to be our name.</summary>
    public Ownership Judge(LiteLLMTeam resource, ObservedTeam entry, Ownership byMarker)
    {
        return byMarker == Ownership.Unmarked && entry.Name != resource.Metadata.Name && entry.Id != RecordedId(resource) ? Ownership.Uninvolved : byMarker;
    }

    public Objection? Object(LiteLLMTeam resource, ConnectionSnapshot connection, EffectivePolicies policies, IReadOnlyList<ObservedTeam> named)
    {
        var name = resource.Metadata.Name;
        var recorded = RecordedId(resource);
        if (recorded is null && named.Any(team => team.Grants is null))
        {
            return new(ConditionReasons.AwaitingConfirmation, "LiteLLM has a team of this name whose grants have not been read yet");
        }

        var reader = ReaderOf(connection);
        var isCreated = named.Count == 0 && (recorded is null || reader.AliasOf(recorded) is null);
        return isCreated && reader.AliasOf(name) is { } alias && alias != name
            ? new(ConditionReasons.LiteLLMRejected, $"LiteLLM has a team with the id {name} and another alias; it is left alone: rename this object, or delete that team")
            : null;
    }

    public RenderResult<TeamDesired> Render(LiteLLMTeam resource, RenderContext context)
    {
        return TeamRenderer.Render(resource, context);
    }

    public Comparison Compare(TeamDesired desired, ObservedTeam observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return TeamComparer.Compare(desired, observed, recorded, ignore);
    }

    public Task<IReadOnlyList<ObservedTeam>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        return ReaderOf(connection).ListAsync(connection, cancellationToken);
    }

    public async Task<ObservedTeam?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        try
        {
            var info = await connection.Client!.Api.GetTeamAsync(id, cancellationToken);
            return ObservedTeam.From(info.Team, ObservedTeam.GrantsOf(info.Team));
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            return null;
        }
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMTeam, TeamDesired, ObservedTeam> write, CancellationToken cancellationToken)
    {
        var id = write.Id ?? ChosenId(write.Resource, write.Connection)!;
        var body = TeamBodies.Create(write.Desired, id, HasToolsets(write.Connection, null), MarkerFor(write));
        await write.Connection.Client!.Api.CreateTeamAsync(body, cancellationToken);
        return id;
    }

    public Task UpdateAsync(WriteContext<LiteLLMTeam, TeamDesired, ObservedTeam> write, string id, CancellationToken cancellationToken)
    {
        return UpdateAsync(write.Connection, write.Desired, id, write.Resource.Status?.LastRendered, write.Ignore, write.Observed, MarkerFor(write), cancellationToken);
    }

    public async Task DeleteAsync(DeleteContext<LiteLLMTeam> deletion, string id, CancellationToken cancellationToken)
    {
        var (connection, resource) = deletion;
        try
        {
            if (resource.Metadata.Name == DefaultName)
            {
                await ResetAsync(connection, id, resource.Status?.LastRendered, null, cancellationToken);
            }
            else
            {
                await connection.Client!.Api.DeleteTeamsAsync(new(id), cancellationToken);
            }
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            // Already gone is what was asked for.
        }
    }

    /// <summary>Makes a team what the team <c>default</c> is while nobody declares it: closed and unlimited.</summary>
    public Task ResetAsync(ConnectionSnapshot connection, string id, TeamLastRendered? recorded, ObservedTeam? observed, CancellationToken cancellationToken)
    {
        return UpdateAsync(connection, TeamRenderer.Implicit(DefaultName), id, recorded, IgnorePaths.None, observed, null, cancellationToken);
    }

    /// <summary>That team, to be created.</summary>
    public static JsonObject ImplicitBody(ConnectionSnapshot connection)
    {
        return TeamBodies.Create(TeamRenderer.Implicit(DefaultName), DefaultName, HasToolsets(connection, null), null);
    }

    public LastRendered Record(RemoteStatus status, TeamDesired desired)
    {
        var record = ((TeamStatus)status).LastRendered ??= new();
        record.ParamsKeys = desired.Declared.Count > 0 ? [.. desired.Declared] : null;
        return record;
    }

    public string? RefuseIgnore(string path)
    {
        return path is TeamFields.Id or TeamFields.Alias
            ? $"ignoreFields: \"{path}\" cannot be ignored, because it says which team this is."
            : IgnorePaths.Validate(path, field => TeamFields.WriteOnly.Contains(field.SelfAndAncestors().Last().Key));
    }

    private async Task UpdateAsync(
        ConnectionSnapshot connection,
        TeamDesired desired,
        string id,
        TeamLastRendered? recorded,
        IgnorePaths ignore,
        ObservedTeam? observed,
        Marker? marker,
        CancellationToken cancellationToken)
    {
        // The metadata is replaced as a whole and belongs to people too: only what is there this moment may go back.
        var api = connection.Client!.Api;
        var metadata = Kind.MarkerPathAt(connection) is not null || TeamBodies.NeedsMetadata(desired, recorded)
            ? ObservedTeam.MetadataOf((await api.GetTeamAsync(id, cancellationToken)).Team)
            : null;
        ReaderOf(connection).Distrust(id);
        await api.UpdateTeamAsync(TeamBodies.Update(desired, id, HasToolsets(connection, observed), recorded, ignore, metadata, marker), cancellationToken);
    }

    private Marker? MarkerFor(WriteContext<LiteLLMTeam, TeamDesired, ObservedTeam> write)
    {
        return Kind.MarkerPathAt(write.Connection) is null ? null : write.Marker;
    }

    private static string? RecordedId(LiteLLMTeam resource)
    {
        return resource.Status?.LastRendered?.TeamID;
    }

    private static bool HasToolsets(ConnectionSnapshot connection, ObservedTeam? observed)
    {
        return connection.Version?.IsAtLeast(TeamFields.GroupsVersion) == true || observed?.Grants?.ContainsKey(TeamFields.Toolsets) == true;
    }

    private TeamReader ReaderOf(ConnectionSnapshot connection)
    {
        return _readers.GetValue(connection.Endpoint!, _ => new(IsOurs, time));
    }

    /// <summary>Whether we wrote the team before; null when it is no object's.</summary>
    private bool? IsOurs(string id, string alias)
    {
        var owner = siblings.Recording(id).FirstOrDefault() ?? siblings.Of(alias).FirstOrDefault();
        return owner is null ? null : RecordedId(owner) == id;
    }
}
