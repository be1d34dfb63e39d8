using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.McpToolset;

/// <summary>LiteLLMMCPToolset: a named selection of tools. LiteLLM mints the id and keeps names unique.</summary>
internal sealed class McpToolsetAdapter : IRemoteAdapter<LiteLLMMCPToolset, McpToolsetDesired, ObservedMcpToolset>
{
    public RemoteKind<LiteLLMMCPToolset> Kind { get; } = new(
        new(ApiGroup.Group, ApiGroup.Version, LiteLLMMCPToolset.Plural, LiteLLMMCPToolset.KindName, AlitellmJsonContext.Default.LiteLLMMCPToolset),
        LiteLLMMCPToolset.Finalizer)
    {
        ChoosesIds = false,
        OneWinner = true,
        IdPath = "toolset_id",
        MinimumVersion = new(1, 93, 0, ""),
        ReferencedKinds = [LiteLLMMCPServer.KindName],
    };

    public string RemoteName(LiteLLMMCPToolset resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public string? ChosenId(LiteLLMMCPToolset resource, ConnectionSnapshot connection)
    {
        return null;
    }

    public IReadOnlyList<Reference> References(LiteLLMMCPToolset resource)
    {
        return [.. (resource.Spec.From ?? []).Select(selection => McpToolsetRenderer.ReferenceTo(selection.Server)).Distinct()];
    }

    public RenderResult<McpToolsetDesired> Render(LiteLLMMCPToolset resource, RenderContext context)
    {
        return McpToolsetRenderer.Render(resource, context);
    }

    public Comparison Compare(McpToolsetDesired desired, ObservedMcpToolset observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return new(FieldComparer.Compare(desired.Body, observed.Body, new() { Ignore = ignore }), NeedsReplace: false);
    }

    public async Task<IReadOnlyList<ObservedMcpToolset>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var rows = await connection.Client!.Api.ListToolsetsAsync(cancellationToken);
        return [.. rows.Select(ObservedMcpToolset.From).OfType<ObservedMcpToolset>()];
    }

    public async Task<ObservedMcpToolset?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        var toolsets = await ListAsync(connection, cancellationToken);
        return toolsets.FirstOrDefault(toolset => toolset.Id == id);
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMMCPToolset, McpToolsetDesired, ObservedMcpToolset> write, CancellationToken cancellationToken)
    {
        var answer = await write.Connection.Client!.Api.CreateToolsetAsync(write.Desired.Body.DeepClone().AsObject(), cancellationToken);
        return MintedId.From(answer, "toolset_id", "toolset_new");
    }

    public Task UpdateAsync(WriteContext<LiteLLMMCPToolset, McpToolsetDesired, ObservedMcpToolset> write, string id, CancellationToken cancellationToken)
    {
        var body = write.Desired.Body.DeepClone().AsObject();
        IgnoredValues.Keep(body, write.Observed?.Body, write.Ignore);
        body["toolset_id"] = id;
        return write.Connection.Client!.Api.UpdateToolsetAsync(body, cancellationToken);
    }

    /// <summary>A row that is gone is answered as a failure of the server: the list tells which it is (and when it cannot, nothing is known).</summary>
    public async Task DeleteAsync(DeleteContext<LiteLLMMCPToolset> deletion, string id, CancellationToken cancellationToken)
    {
        try
        {
            await deletion.Connection.Client!.Api.DeleteToolsetAsync(id, cancellationToken);
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            // Already gone is what was asked for.
        }
        catch (LiteLLMException e) when (e.Unclear)
        {
            if (await ReadAsync(deletion.Connection, id, cancellationToken) is not null)
            {
                throw;
            }
        }
    }

    public LastRendered Record(RemoteStatus status, McpToolsetDesired desired)
    {
        return ((McpToolsetStatus)status).LastRendered ??= new();
    }

    public string? RefuseIgnore(string path)
    {
        return path is "toolset_id" or "toolset_name"
            ? $"ignoreFields: \"{path}\" cannot be ignored, because it says which toolset this is."
            : IgnorePaths.Validate(path, _ => false);
    }
}
