using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>Pure: the LiteLLMModel that makes an agent callable as a model.</summary>
internal static class AgentModel
{
    private const string _namePrefix = "agent.";

    /// <summary>What the model's info has only while the agent says so.</summary>
    private static readonly string[] s_optionalInfo = ["description", "access_groups"];

    public static string NameOf(string agent)
    {
        return _namePrefix + agent;
    }

    /// <summary>The agent a model of this name may have been made for; null where it is none of ours.</summary>
    public static string? AgentOf(string model)
    {
        return model.StartsWith(_namePrefix, StringComparison.Ordinal) && model.Length > _namePrefix.Length ? model[_namePrefix.Length..] : null;
    }

    /// <summary>Everything we say about the model, for server-side apply.</summary>
    public static JsonObject Manifest(LiteLLMA2AAgent agent, string provider)
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

        return new()
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = LiteLLMModel.KindName,
            ["metadata"] = new JsonObject
            {
                ["name"] = NameOf(agent.Metadata.Name),
                ["namespace"] = agent.Metadata.NamespaceProperty,
                ["labels"] = new JsonObject { [ApiGroup.GeneratedByAgentLabel] = agent.Metadata.Name },
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = ApiGroup.ApiVersion,
                    ["kind"] = LiteLLMA2AAgent.KindName,
                    ["name"] = agent.Metadata.Name,
                    ["uid"] = agent.Metadata.Uid,
                    ["controller"] = true,
                    ["blockOwnerDeletion"] = true,
                }),
            },
            ["spec"] = spec,
        };
    }

    /// <summary>Whether the model was made for this very agent: by its label, and by the UID of its controller.</summary>
    public static bool IsOwn(LiteLLMModel model, LiteLLMA2AAgent agent)
    {
        return model.Metadata.Labels?.TryGetValue(ApiGroup.GeneratedByAgentLabel, out var name) == true
            && name == agent.Metadata.Name
            && model.Metadata.OwnerReferences?.Any(owner => owner.Controller == true && owner.Uid == agent.Metadata.Uid) == true;
    }

    /// <summary>Whether the model says what the manifest says. What others added to it is theirs.</summary>
    public static bool Matches(LiteLLMModel model, JsonObject manifest)
    {
        var spec = manifest["spec"]!;
        return Holds(model.Spec.Params, spec["params"]!.AsObject())
            && Holds(model.Spec.Info, spec["info"]!.AsObject())
            && s_optionalInfo.All(key => model.Spec.Info?.ContainsKey(key) != true || spec["info"]!.AsObject().ContainsKey(key));
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

    private static bool Holds(JsonObject? bag, JsonObject wanted)
    {
        return wanted.All(member => JsonEquality.AreEqual(member.Value, bag?[member.Key]));
    }
}
