using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Tests.World;

/// <summary>Objects of every kind that refer to each other, in an order drawn from a seed: most come before what they refer to.</summary>
internal static class MixedLoad
{
    public const int Models = 60;
    public const int Aliases = 40;
    public const int Teams = 20;
    public const int GuardRails = 20;
    public const int Servers = 24;
    public const int Toolsets = 12;
    public const int Agents = 12;
    public const int Groups = 12;

    /// <summary>All objects, the Secret they use left out.</summary>
    public const int Objects = Models + Aliases + Teams + GuardRails + Servers + Toolsets + Agents + Groups;

    public static JsonObject Secret => World.Objects.Secret("provider", "key", "sk-mixed");

    /// <param name="revision">Goes into every spec: another one edits every object.</param>
    public static IReadOnlyList<JsonObject> Manifests(Random order, int revision = 0)
    {
        List<JsonObject> manifests =
        [
            .. Each(Models, n => Of("LiteLLMModel", "model", n, $$$"""{"params":{"model":"openai/gpt-4o","api_key":"{{KEY}}","rpm":{{{n + revision}}}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"} }]}""")),
            .. Each(Aliases, n => Of("LiteLLMModelAlias", "alias", n, $$"""{"aliases":[{"name":"alias-{{n}}","value":"model-{{(n + revision) % Models}}"}]}""")),
            .. Each(Teams, n => Of("LiteLLMTeam", "team", n, $$"""
                {"budget":{"limit":{{n + revision}},"period":"30d"},"accessGroups":["group-{{n % Groups}}"],
                 "permission":{"models":["model-{{n}}"],"mcpServers":["server-{{n % Servers}}"],"agents":["agent-{{n % Agents}}"],"mcpToolsets":["toolset-{{n % Toolsets}}"]} }
                """)),
            .. Each(GuardRails, n => Of("LiteLLMGuardRail", "guardrail", n, $$$"""{"guardrailName":"guard-{{{n}}}","provider":"lakera","mode":["pre_call"],"params":{"api_key":"{{KEY}}","threshold":{{{n + revision}}}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"} }]}""")),
            .. Each(Servers, n => Of("LiteLLMMCPServer", "server", n, $$"""{"endpoint":"http://server-{{n}}.example/{{revision}}","transport":"http","params":{"mcp_access_groups":["tag-{{n % 4}}"]} }""")),
            .. Each(Toolsets, n => Of("LiteLLMMCPToolset", "toolset", n, $$"""{"description":"revision {{revision}}","from":[{"server":"server-{{n * 2}}","tools":["search","fetch"]}]}""")),
            .. Each(Agents, n => Of("LiteLLMA2AAgent", "agent", n, $$"""{"endpoint":"http://agent-{{n}}.example","agentCard":{"name":"Agent {{n}}","description":"revision {{revision}}","version":"1.0.0"} }""")),
            .. Each(Groups, n => Of("LiteLLMAccessGroup", "group", n, $$"""{"description":"revision {{revision}}","models":["model-{{n}}"],"mcpServers":["server-{{n}}"],"agents":["agent-{{n}}"],"mcpServerGroups":["tag-{{n % 4}}"]}""")),
        ];
        var shuffled = manifests.ToArray();
        order.Shuffle(shuffled);
        return shuffled;
    }

    private static IEnumerable<JsonObject> Each(int count, Func<int, JsonObject> manifest)
    {
        return Enumerable.Range(0, count).Select(manifest);
    }

    private static JsonObject Of(string kind, string prefix, int number, string spec)
    {
        return World.Objects.Of(kind, string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}"), "default", JsonNode.Parse(spec)!.AsObject());
    }
}
