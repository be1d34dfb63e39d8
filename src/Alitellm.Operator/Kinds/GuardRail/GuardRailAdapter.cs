using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.GuardRails;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.Policies;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>LiteLLMGuardRail: one row of LiteLLM's guardrail table under an id LiteLLM mints. Rows of one name form a pool.</summary>
/// <remarks>
/// Written by PUT with the whole body: it is the one route that takes keys away and returns parameters to their defaults, and secrets are
/// always at hand. Nothing that a read returned is sent back but ignored fields, which are none that a read masks.
/// </remarks>
internal sealed class GuardRailAdapter(GuardRailPool pool) : IRemoteAdapter<LiteLLMGuardRail, GuardRailDesired, ObservedGuardRail>
{
    public static ResourceType<LiteLLMGuardRail> Type { get; } = new(ApiGroup.Group, ApiGroup.Version, LiteLLMGuardRail.Plural, LiteLLMGuardRail.KindName, AlitellmJsonContext.Default.LiteLLMGuardRail);

    public RemoteKind<LiteLLMGuardRail> Kind { get; } = new(Type, LiteLLMGuardRail.Finalizer)
    {
        ChoosesIds = false,
        IdPath = "guardrail_id",
        MarkerPath = $"{GuardRailComparer.InfoPath}.{Marker.Key}",
    };

    public string RemoteName(LiteLLMGuardRail resource, ConnectionSnapshot connection)
    {
        return resource.Spec.GuardrailName;
    }

    public IReadOnlyList<string> Claims(LiteLLMGuardRail resource)
    {
        return [resource.Spec.GuardrailName];
    }

    public string? ChosenId(LiteLLMGuardRail resource, ConnectionSnapshot connection)
    {
        return null;
    }

    public IReadOnlyList<SecretBinding> Secrets(LiteLLMGuardRail resource)
    {
        return [.. resource.Spec.Secrets ?? []];
    }

    /// <summary>Beside siblings an unmarked row may be any member's, or somebody's own: only an object that is alone takes it for its own.</summary>
    public Ownership Judge(LiteLLMGuardRail resource, ObservedGuardRail entry, Ownership byMarker)
    {
        return byMarker == Ownership.Unmarked && entry.Id != resource.Status?.LastRendered?.GuardrailID && pool.OthersOf(resource).Count > 0 ? Ownership.Uninvolved : byMarker;
    }

    public Objection? Object(LiteLLMGuardRail resource, ConnectionSnapshot connection, EffectivePolicies policies, IReadOnlyList<ObservedGuardRail> named)
    {
        var name = resource.Spec.GuardrailName;
        if (named.Any(entry => !entry.IsWritable && entry.Name == name))
        {
            return new(ConditionReasons.ConflictsWithConfigGuardrail, $"the proxy's configuration file defines a guardrail {name}, which cannot be managed")
            {
                Note = status => RecordOf(status).DefinitionLocation = GuardRailLastRendered.ConfigLocation,
            };
        }

        return pool.Contradicted(resource) is { } other
            ? new(ConditionReasons.PoolProviderMismatch, $"{ObjectKey.Of(other)} has the guardrail name {name} with provider {other.Spec.Provider}: a pool has one provider")
            : null;
    }

    public RenderResult<GuardRailDesired> Render(LiteLLMGuardRail resource, RenderContext context)
    {
        return GuardRailRenderer.Render(resource, context.Secrets, 1 + pool.OthersOf(resource).Count);
    }

    public Comparison Compare(GuardRailDesired desired, ObservedGuardRail observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return GuardRailComparer.Compare(desired, observed, ignore);
    }

    public async Task<IReadOnlyList<ObservedGuardRail>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var list = await connection.Client!.Api.ListGuardrailsAsync(cancellationToken);
        return [.. list.Guardrails.Select(ObservedGuardRail.From).OfType<ObservedGuardRail>()];
    }

    public async Task<ObservedGuardRail?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        try
        {
            return ObservedGuardRail.From(await connection.Client!.Api.GetGuardrailAsync(id, cancellationToken)) is { IsWritable: true } row ? row : null;
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            return null;
        }
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMGuardRail, GuardRailDesired, ObservedGuardRail> write, CancellationToken cancellationToken)
    {
        JsonObject answer;
        try
        {
            answer = await write.Connection.Client!.Api.CreateGuardrailAsync(Wrapped(Body(write)), cancellationToken);
        }
        catch (LiteLLMException e) when (e.Class == LiteLLMErrorClass.AlreadyExists && pool.OthersOf(write.Resource) is [var other, ..])
        {
            throw new LiteLLMException(LiteLLMErrorClass.Rejected, e.Operation, $"{ObjectKey.Of(other)} has the name already and this LiteLLM keeps guardrail names unique: there can be no pool", e) { Status = e.Status };
        }

        var row = answer["guardrail"] is JsonObject inner && JsonScalars.TextOf(inner[GuardRailComparer.NamePath]) is { Length: > 0 } ? inner : answer;
        return JsonScalars.TextOf(row["guardrail_id"]) is { Length: > 0 } id
            ? id
            : throw new LiteLLMException(LiteLLMErrorClass.Transient, "guardrail_new", "guardrail_new: the answer names no guardrail_id") { Unclear = true };
    }

    public async Task UpdateAsync(WriteContext<LiteLLMGuardRail, GuardRailDesired, ObservedGuardRail> write, string id, CancellationToken cancellationToken)
    {
        var body = Body(write);
        IgnoredValues.Keep(body, write.Observed?.ToBody(), write.Ignore);

        // An unset template is cleared, a missing one may be kept.
        body.TryAdd(GuardRailComparer.TemplatePath, null);
        body["guardrail_id"] = id;
        write.Marker.WriteTo(body[GuardRailComparer.InfoPath]!.AsObject());
        await write.Connection.Client!.Api.ReplaceGuardrailAsync(id, Wrapped(body), cancellationToken);
    }

    public Task DeleteAsync(DeleteContext<LiteLLMGuardRail> deletion, string id, CancellationToken cancellationToken)
    {
        return deletion.Connection.Client!.Api.DeleteGuardrailAsync(id, cancellationToken);
    }

    public LastRendered Record(RemoteStatus status, GuardRailDesired desired)
    {
        var record = RecordOf(status);
        record.DefinitionLocation = GuardRailLastRendered.DatabaseLocation;
        record.PoolSize = desired.PoolSize;
        return record;
    }

    public string? RefuseIgnore(string path)
    {
        return IgnorePaths.Validate(path, GuardRailMask.Hides);
    }

    private static GuardRailLastRendered RecordOf(RemoteStatus status)
    {
        return ((GuardRailStatus)status).LastRendered ??= new();
    }

    private static JsonObject Body(WriteContext<LiteLLMGuardRail, GuardRailDesired, ObservedGuardRail> write)
    {
        var info = write.Desired.Info.DeepClone().AsObject();
        write.Marker.WriteTo(info);
        var body = new JsonObject { [GuardRailComparer.NamePath] = write.Desired.Name, [GuardRailComparer.ParamsPath] = write.Desired.Params.DeepClone(), [GuardRailComparer.InfoPath] = info };
        if (write.Desired.PolicyTemplate is { } template)
        {
            body[GuardRailComparer.TemplatePath] = template;
        }

        return body;
    }

    private static JsonObject Wrapped(JsonObject body)
    {
        return new() { ["guardrail"] = body };
    }
}
