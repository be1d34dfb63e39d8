using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Api.Models;
using Alitellm.Operator.Children;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>Pure: the LiteLLMModel that makes an agent callable as a model.</summary>
internal static class AgentModel
{
    private const string _namePrefix = "agent.";

    public static string NameOf(string agent)
    {
        return _namePrefix + agent;
    }

    /// <summary>The agent a model of this name may have been made for; null where it is none of ours.</summary>
    public static string? AgentOf(string model)
    {
        return model.StartsWith(_namePrefix, StringComparison.Ordinal) && model.Length > _namePrefix.Length ? model[_namePrefix.Length..] : null;
    }

    /// <summary>Everything we say about the model.</summary>
    public static ChildManifest Manifest(LiteLLMA2AAgent agent, ChildOwner owner, string provider)
    {
        var spec = new JsonObject
        {
            ["params"] = new JsonObject { ["model"] = $"{provider}/{agent.Metadata.Name}" },
            ["info"] = Info(agent),
        };
        if (agent.Spec.ConnectionRef?.Name is { } connection)
        {
            spec["connectionRef"] = new JsonObject { ["name"] = connection };
        }

        return ChildManifest.Of(LiteLLMModel.KindName, NameOf(agent.Metadata.Name), owner, spec);
    }

    private static JsonObject Info(LiteLLMA2AAgent agent)
    {
        var info = new JsonObject { ["mode"] = "chat" };
        if (JsonScalars.TextOf(agent.Spec.AgentCard?["description"]) is { Length: > 0 } description)
        {
            info["description"] = description;
        }

        if (agent.Spec.ExposeAsModel?.AccessGroups is { Count: > 0 } groups)
        {
            info["access_groups"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]);
        }

        return info;
    }
}
