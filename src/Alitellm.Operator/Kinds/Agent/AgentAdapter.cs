using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Kubernetes.Events;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>LiteLLMA2AAgent: one agent of LiteLLM. LiteLLM mints the id, which others refer to, and keeps names unique.</summary>
/// <param name="stamp">Goes into created_by and updated_by.</param>
/// <param name="events">Says what a LiteLLM did not take, which only its answer tells.</param>
internal sealed class AgentAdapter(string stamp, IEventRecorder events) : IRemoteAdapter<LiteLLMA2AAgent, AgentDesired, ObservedAgent>
{
    public RemoteKind<LiteLLMA2AAgent> Kind { get; } = new(
        new(ApiGroup.Group, ApiGroup.Version, LiteLLMA2AAgent.Plural, LiteLLMA2AAgent.KindName, AlitellmJsonContext.Default.LiteLLMA2AAgent),
        LiteLLMA2AAgent.Finalizer)
    {
        ChoosesIds = false,
        OneWinner = true,
        IdPath = AgentFields.Id,
        MarkerPath = $"{AgentFields.Params}.{Marker.Key}",
    };

    public string RemoteName(LiteLLMA2AAgent resource, ConnectionSnapshot connection)
    {
        return resource.Metadata.Name;
    }

    public string? ChosenId(LiteLLMA2AAgent resource, ConnectionSnapshot connection)
    {
        return null;
    }

    public IReadOnlyList<SecretBinding> Secrets(LiteLLMA2AAgent resource)
    {
        return [.. resource.Spec.Secrets ?? []];
    }

    public IReadOnlyList<string> Tags(LiteLLMA2AAgent resource)
    {
        return TagList.Of(resource.Spec.Params, AgentFields.AccessGroups, AgentFields.AccessGroupsAlias);
    }

    public RenderResult<AgentDesired> Render(LiteLLMA2AAgent resource, RenderContext context)
    {
        return AgentRenderer.Render(resource, context);
    }

    public Comparison Compare(AgentDesired desired, ObservedAgent observed, LastRendered? recorded, IgnorePaths ignore)
    {
        return AgentComparer.Compare(desired, observed, ignore);
    }

    public async Task<IReadOnlyList<ObservedAgent>> ListAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var rows = await connection.Client!.Api.ListAgentsAsync(cancellationToken);
        return [.. rows.Select(ObservedAgent.From).OfType<ObservedAgent>()];
    }

    public async Task<ObservedAgent?> ReadAsync(ConnectionSnapshot connection, string id, CancellationToken cancellationToken)
    {
        try
        {
            return ObservedAgent.From(await connection.Client!.Api.GetAgentAsync(id, cancellationToken));
        }
        catch (LiteLLMException e) when (e is { Class: LiteLLMErrorClass.NotFound, RouteMissing: false })
        {
            return null;
        }
    }

    public async Task<string> CreateAsync(WriteContext<LiteLLMA2AAgent, AgentDesired, ObservedAgent> write, CancellationToken cancellationToken)
    {
        var answer = await write.Connection.Client!.Api.CreateAgentAsync(Body(write), cancellationToken);
        SayDropped(write, answer);
        return MintedId.From(answer, AgentFields.Id, "a2a_new");
    }

    public async Task UpdateAsync(WriteContext<LiteLLMA2AAgent, AgentDesired, ObservedAgent> write, string id, CancellationToken cancellationToken)
    {
        var answer = await write.Connection.Client!.Api.ReplaceAgentAsync(id, Body(write), cancellationToken);
        SayDropped(write, answer);
    }

    public Task DeleteAsync(DeleteContext<LiteLLMA2AAgent> deletion, string id, CancellationToken cancellationToken)
    {
        return deletion.Connection.Client!.Api.DeleteAgentAsync(id, cancellationToken);
    }

    public LastRendered Record(RemoteStatus status, AgentDesired desired)
    {
        return ((AgentStatus)status).LastRendered ??= new();
    }

    public string? RefuseIgnore(string path)
    {
        return path is AgentFields.Id or AgentFields.Name
            ? $"ignoreFields: \"{path}\" cannot be ignored, because it says which agent this is."
            : IgnorePaths.Validate(path, IsHidden);
    }

    /// <summary>Newer versions redact what has a telling name in litellm_params.</summary>
    private static bool IsHidden(FieldPath path)
    {
        return path.SelfAndAncestors().Last().Key == AgentFields.Params && (path.Parent == FieldPath.Root || LiteLLMMask.Hides(path));
    }

    private JsonObject Body(WriteContext<LiteLLMA2AAgent, AgentDesired, ObservedAgent> write)
    {
        var body = write.Desired.Body.DeepClone().AsObject();
        IgnoredValues.Keep(body, write.Observed?.Row, write.Ignore);
        var parameters = body[AgentFields.Params]!.AsObject();
        foreach (var (key, _) in (write.Observed?.Params ?? []).Where(shown => ObservedAgent.IsRedacted(shown.Value)))
        {
            // A version that redacts secrets also keeps those that a write leaves out: an empty text is what clears one.
            parameters.TryAdd(key, "");
        }

        parameters["created_by"] = write.Observed?.CreatedBy ?? stamp;
        parameters["updated_by"] = stamp;
        write.Marker.WriteTo(parameters);
        return body;
    }

    private void SayDropped(WriteContext<LiteLLMA2AAgent, AgentDesired, ObservedAgent> write, JsonObject answer)
    {
        var card = answer[AgentFields.Card] as JsonObject ?? [];
        var dropped = write.Desired.Body.Where(field => !answer.ContainsKey(field.Key)).Select(field => $"spec.params.{field.Key}")
            .Concat(write.Desired.Card.Where(field => !card.ContainsKey(field.Key)).Select(field => $"spec.agentCard.{field.Key}"));
        foreach (var path in dropped)
        {
            events.Warning(write.Resource, "UnknownParamKey", $"this LiteLLM does not keep {path}: it was sent and dropped");
        }
    }
}
