using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>LiteLLMMCPServer: one server of LiteLLM under the name of the object. Looked at in the list only, since a read by id dials the server.</summary>
/// <param name="stamp">Goes into created_by and updated_by.</param>
/// <param name="events">Says what a LiteLLM did not take, which only its answer tells.</param>
internal sealed class McpServerAdapter(string instance, string stamp, IEventRecorder events) : IRemoteAdapter<LiteLLMMCPServer, McpServerDesired, ObservedMcpServer>
{
    public static ResourceType<LiteLLMMCPServer> Type { get; } = new(ApiGroup.Group, ApiGroup.Version, LiteLLMMCPServer.Plural, LiteLLMMCPServer.KindName, AlitellmJsonContext.Default.LiteLLMMCPServer);

    public RemoteKind<LiteLLMMCPServer> Kind { get; } = new(Type, LiteLLMMCPServer.Finalizer)
    {
        ChoosesIds = true,
        NaturalIds = true,
        OneWinner = true,
        IdPath = "server_id",
        MarkerPath = $"{McpServerField.Info}.{Marker.Key}",
    };

    public string RemoteName(LiteLLMMCPServer resource, ConnectionSnapshot connection)
    {
        return McpServerNames.InLiteLLM(resource.Metadata.Name, connection.McpToolPrefixSeparator);
    }

    public IReadOnlyList<string> OtherNames(LiteLLMMCPServer resource)
    {
        return McpServerNames.Variants(resource.Metadata.Name);
    }

    public IReadOnlyList<string> Claims(LiteLLMMCPServer resource)
    {
        return [McpServerNames.Folded(resource.Metadata.Name)];
    }

    public string ClaimOf(string remoteName)
    {
        return McpServerNames.Folded(remoteName);
    }

    /// <summary>The name itself, as the reference operator does; an object that once found it taken keeps the id it got instead.</summary>
    public string? ChosenId(LiteLLMMCPServer resource, ConnectionSnapshot connection)
    {
        var own = OwnId(resource);
        return resource.Status?.LastRendered?.ServerID == own ? own : RemoteName(resource, connection);
    }

    public IReadOnlyList<SecretBinding> Secrets(LiteLLMMCPServer resource)
    {
        return [.. resource.Spec.Secrets ?? []];
    }

    public IReadOnlyList<string> Tags(LiteLLMMCPServer resource)
    {
        return TagList.Of(resource.Spec.Params, McpServerField.AccessGroups, McpServerField.AccessGroupsAlias);
    }

    /// <summary>An entry that has nothing of ours but our name as its id is somebody's server of another name.</summary>
    public Ownership Judge(LiteLLMMCPServer resource, ObservedMcpServer entry, Ownership byMarker)
    {
        var isOther = byMarker != Ownership.Ours
            && entry.Id != resource.Status?.LastRendered?.ServerID
            && McpServerNames.Folded(entry.Name) != McpServerNames.Folded(resource.Metadata.Name);
        return isOther ? Ownership.Uninvolved : byMarker;
    }

    public RenderResult<McpServerDesired> Render(LiteLLMMCPServer resource, RenderContext context)
    {
        return McpServerRenderer.Render(resource, context);
    }

    public Comparison Compare(McpServerDesired desired, ObservedMcpServer observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return McpServerComparer.Compare(desired, observed, ignore);
    }

    public async Task<IReadOnlyList<ObservedMcpServer>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var rows = await connection.Client!.Api.ListMcpServersAsync(cancellationToken);
        return [.. rows.Select(ObservedMcpServer.From).OfType<ObservedMcpServer>()];
    }

    public async Task<ObservedMcpServer?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        var servers = await ListAsync(connection, cancellationToken);
        return servers.FirstOrDefault(server => server.Id == id);
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMMCPServer, McpServerDesired, ObservedMcpServer> write, CancellationToken cancellationToken)
    {
        var id = write.Id ?? ChosenId(write.Resource, write.Connection)!;
        try
        {
            await SendAsync(write, id, write.Connection.Client!.Api.CreateMcpServerAsync, cancellationToken);
            return id;
        }
        catch (LiteLLMException e) when (write.Id is null && e.Class == LiteLLMErrorClass.AlreadyExists)
        {
            var own = OwnId(write.Resource);
            if (id == own || await ReadAsync(write.Connection, id, cancellationToken) is not { } taken || Judge(write.Resource, taken, OwnershipOf(taken, write.Marker)) != Ownership.Uninvolved)
            {
                throw;
            }

            await SendAsync(write, own, write.Connection.Client!.Api.CreateMcpServerAsync, cancellationToken);
            return own;
        }
    }

    public Task UpdateAsync(WriteContext<LiteLLMMCPServer, McpServerDesired, ObservedMcpServer> write, string id, CancellationToken cancellationToken)
    {
        return SendAsync(write, id, write.Connection.Client!.Api.UpdateMcpServerAsync, cancellationToken);
    }

    public Task DeleteAsync(DeleteContext<LiteLLMMCPServer> deletion, string id, CancellationToken cancellationToken)
    {
        return deletion.Connection.Client!.Api.DeleteMcpServerAsync(id, cancellationToken);
    }

    public LastRendered Record(RemoteStatus status, McpServerDesired desired)
    {
        return ((McpServerStatus)status).LastRendered ??= new();
    }

    public string? RefuseIgnore(string path)
    {
        return FieldPath.TryParse(path, out var parsed, out _) && parsed.SelfAndAncestors().Any(step => step.Parent == FieldPath.Root && step.Key is "server_id" or "server_name")
            ? $"ignoreFields: \"{path}\" cannot be ignored, because it says which server this is."
            : IgnorePaths.Validate(path, hidden => hidden.SelfAndAncestors().Any(step => step.Parent == FieldPath.Root && step.Key == McpServerField.Credentials));
    }

    /// <summary>POST and PUT carry the same whole object: what a PUT leaves out is partly kept and partly reset.</summary>
    private async Task SendAsync(
        WriteContext<LiteLLMMCPServer, McpServerDesired, ObservedMcpServer> write,
        string id,
        Func<JsonObject, CancellationToken, Task<JsonObject>> send,
        CancellationToken cancellationToken)
    {
        var body = write.Desired.Body.DeepClone().AsObject();
        body["server_id"] = id;
        IgnoredValues.Keep(body, write.Observed?.Row, write.Ignore);
        var info = body[McpServerField.Info] as JsonObject ?? [];
        body[McpServerField.Info] = null;
        info["created_by"] = write.Observed?.CreatedBy ?? stamp;
        info["updated_by"] = stamp;
        write.Marker.WriteTo(info);
        ObservedMcpServer.WriteLasting(info, write.Desired.Lasting);
        body[McpServerField.Info] = info;
        JsonObject answer;
        try
        {
            answer = await send(body, cancellationToken);
        }
        catch (LiteLLMException e) when (McpServerRefusals.Explain(e) is { } explained)
        {
            throw explained;
        }

        foreach (var key in write.Desired.Declared.Where(key => !answer.ContainsKey(key)))
        {
            events.Warning(write.Resource, "UnknownParamKey", $"this LiteLLM does not know spec.params.{key}: it was sent and dropped");
        }
    }

    private static Ownership OwnershipOf(ObservedMcpServer entry, Marker mine)
    {
        return entry.Marker?.Instance == mine.Instance && entry.Marker.Object == mine.Object ? Ownership.Ours : Ownership.Unmarked;
    }

    private string OwnId(LiteLLMMCPServer resource)
    {
        var key = ObjectKey.Of(resource);
        return DeterministicId.ForModel(instance, ConnectionRefs.Of(resource).Name, key.Namespace, key.Name);
    }
}
