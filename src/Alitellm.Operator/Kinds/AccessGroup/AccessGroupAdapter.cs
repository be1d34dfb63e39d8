using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.AccessGroups;
using Alitellm.Api.Common;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>LiteLLMAccessGroup: one unified access group. Its id is LiteLLM's, its name is unique, and nothing in it can say whose it is.</summary>
internal sealed class AccessGroupAdapter : IRemoteAdapter<LiteLLMAccessGroup, AccessGroupDesired, ObservedAccessGroup>
{
    public RemoteKind<LiteLLMAccessGroup> Kind { get; } = new(
        new(ApiGroup.Group, ApiGroup.Version, LiteLLMAccessGroup.Plural, LiteLLMAccessGroup.KindName, AlitellmJsonContext.Default.LiteLLMAccessGroup),
        LiteLLMAccessGroup.Finalizer)
    {
        MinimumVersion = LiteLLMVersion.Parse("1.93.0"),
        ChoosesIds = false,
        OneWinner = true,
        IdPath = AccessGroupFields.Id,
        ReferencedKinds = AccessGroupReferences.Kinds,
    };

    public string RemoteName(LiteLLMAccessGroup resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public string? ChosenId(LiteLLMAccessGroup resource, ConnectionSnapshot connection)
    {
        return null;
    }

    public IReadOnlyList<Reference> References(LiteLLMAccessGroup resource)
    {
        var references = AccessGroupReferences.Of(resource.Spec);
        return [.. references.McpServers, .. references.Agents];
    }

    public RenderResult<AccessGroupDesired> Render(LiteLLMAccessGroup resource, RenderContext context)
    {
        return RenderResult<AccessGroupDesired>.Of(AccessGroupRenderer.Render(resource, context));
    }

    public Comparison Compare(AccessGroupDesired desired, ObservedAccessGroup observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return AccessGroupComparer.Compare(desired, observed, ignore);
    }

    public async Task<IReadOnlyList<ObservedAccessGroup>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var rows = await connection.Client!.Api.ListAccessGroupsAsync(cancellationToken);
        return [.. rows.Select(ObservedAccessGroup.From).OfType<ObservedAccessGroup>()];
    }

    public async Task<ObservedAccessGroup?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        try
        {
            return ObservedAccessGroup.From(await connection.Client!.Api.GetAccessGroupAsync(id, cancellationToken));
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            return null;
        }
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMAccessGroup, AccessGroupDesired, ObservedAccessGroup> write, CancellationToken cancellationToken)
    {
        var answer = await write.Connection.Client!.Api.CreateAccessGroupAsync(write.Desired.Body.DeepClone().AsObject(), cancellationToken);
        return MintedId.From(answer, AccessGroupFields.Id, "access_group_new");
    }

    public Task UpdateAsync(WriteContext<LiteLLMAccessGroup, AccessGroupDesired, ObservedAccessGroup> write, string id, CancellationToken cancellationToken)
    {
        // LiteLLM keeps what an update does not name.
        var fields = write.Desired.Body.Where(field => !write.Ignore.Matches(FieldPath.Root.Child(field.Key)));
        var body = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        return write.Connection.Client!.Api.UpdateAccessGroupAsync(id, body, cancellationToken);
    }

    public Task DeleteAsync(DeleteContext<LiteLLMAccessGroup> deletion, string id, CancellationToken cancellationToken)
    {
        return deletion.Connection.Client!.Api.DeleteAccessGroupAsync(id, cancellationToken);
    }

    public LastRendered Record(RemoteStatus status, AccessGroupDesired desired)
    {
        return ((AccessGroupStatus)status).LastRendered ??= new();
    }

    public string? RefuseIgnore(string path)
    {
        return path is AccessGroupFields.Id or AccessGroupFields.Name
            ? $"ignoreFields: \"{path}\" cannot be ignored, because it says which access group this is."
            : IgnorePaths.Validate(path, _ => false);
    }
}
