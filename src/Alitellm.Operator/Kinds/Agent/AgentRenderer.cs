using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>Pure: what a LiteLLMA2AAgent sends to LiteLLM.</summary>
internal static class AgentRenderer
{
    private const string CardField = "spec.agentCard";
    private const string ParamsField = "spec.params";

    public static RenderResult<AgentDesired> Render(LiteLLMA2AAgent resource, RenderContext context)
    {
        var notices = new List<Notice>();
        var fields = Fields(resource.Spec.Params ?? [], notices);
        var card = Copy(resource.Spec.AgentCard);
        if (card.Remove("url"))
        {
            notices.Add(new("ProjectionOverride", $"{AgentFields.Card}.url: spec.endpoint is sent instead of {CardField}.url", IsWarning: true));
        }

        var bags = SecretBags.Fill(resource.Spec.Secrets, context.Secrets, (ParamsField, fields), (CardField, card));
        if (bags.Failure is { } failure)
        {
            return RenderResult<AgentDesired>.Failed(failure.Reason, failure.Message);
        }

        var name = resource.Metadata.Name;
        var body = Body(name, resource.Spec.Endpoint, bags.Filled[0], bags.Filled[1]);
        var desired = new AgentDesired(name, body, ContentHash.Of(Body(name, resource.Spec.Endpoint, fields, card)));
        return RenderResult<AgentDesired>.Of(desired) with { Notices = [.. notices, .. bags.Notices] };
    }

    private static JsonObject Body(string name, string endpoint, JsonObject fields, JsonObject card)
    {
        var body = Copy(fields);
        body[AgentFields.Name] = name;
        var sentCard = Copy(card);
        sentCard["url"] = endpoint;
        body[AgentFields.Card] = sentCard;
        if (body[AgentFields.Params] is not JsonObject)
        {
            body[AgentFields.Params] = new JsonObject();
        }

        return body;
    }

    /// <summary>The declared fields, those included that LiteLLM is not known to take.</summary>
    private static JsonObject Fields(JsonObject declared, List<Notice> notices)
    {
        var fields = new JsonObject();
        foreach (var (key, value) in declared)
        {
            switch (key)
            {
                case AgentFields.Name or AgentFields.Card:
                    notices.Add(new("ProjectionOverride", $"{key}: {ParamsField}.{key} is the operator's and was left out", IsWarning: true));
                    break;
                case AgentFields.AccessGroupsAlias or AgentFields.AccessGroups:
                    break;
                case AgentFields.Params when value is not (null or JsonObject):
                    notices.Add(new("UnknownParamKey", $"{key}: {ParamsField}.{key} must be an object and was left out", IsWarning: true));
                    break;
                default:
                    Warn(key, notices);
                    fields[key] = value?.DeepClone();
                    break;
            }
        }

        if (TagList.Of(declared, AgentFields.AccessGroups, AgentFields.AccessGroupsAlias) is { Count: > 0 } groups)
        {
            fields[AgentFields.AccessGroups] = new JsonArray([.. groups.Select(group => (JsonNode)group)]);
        }

        if ((fields[AgentFields.Params] as JsonObject)?.Remove(Marker.Key) == true)
        {
            notices.Add(new("ProjectionOverride", $"{AgentFields.Params}.{Marker.Key} is the operator's and was left out", IsWarning: true));
        }

        return fields;
    }

    private static void Warn(string key, List<Notice> notices)
    {
        if (key == AgentFields.ModelInfo)
        {
            notices.Add(new("ProjectionOverride", $"{key}: LiteLLM fills {key} itself and takes no notice of {ParamsField}.{key}", IsWarning: true));
        }
        else if (!AgentFields.Known.Contains(key))
        {
            notices.Add(new("UnknownParamKey", $"{key}: {ParamsField}.{key} is sent, but LiteLLM is not known to keep it", IsWarning: true));
        }
    }

    private static JsonObject Copy(JsonObject? bag)
    {
        return bag?.DeepClone().AsObject() ?? [];
    }
}
