using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>Secret values in params and cards go to LiteLLM and nowhere else, whatever happens.</summary>
public sealed class CanaryOfBagsTests
{
    private const string Canary = "canary:bag/value=42+x";
    private const string Secrets = """ "secrets":[{"as":"KEY","secretRef":{"name":"bag","key":"key"}}] """;

    private static IEnumerable<TestCaseData> Paths()
    {
        foreach (var version in new[] { "1.81.13", "1.93.0" })
        {
            yield return Case(version, "nothing special", _ => { });
            yield return Faulty(version, "rejected with the body echoed", LiteLLMFaultEffect.Status(422, $$"""{"detail":"bad {{Canary}}"}"""));
            yield return Faulty(version, "a name refused with the body echoed", LiteLLMFaultEffect.Status(400, $$$"""{"detail":{"error":"Server name cannot contain '-'. {{{Canary}}}"} }"""));
            yield return Faulty(version, "a server error that echoes", LiteLLMFaultEffect.Status(500, $$$"""{"error":{"message":"{{{Canary}}}","code":"{{{Canary}}}"} }"""));
            yield return Faulty(version, "answers lost", LiteLLMFaultEffect.LostAnswer);
            yield return Faulty(version, "answers cut", LiteLLMFaultEffect.Truncated());
            yield return Case(version, "drift of fields that hold a secret", Edit);
            yield return Case(version, "the Secret is gone", world => world.Delete("secrets", "bag"));
        }
    }

    [TestCaseSource(nameof(Paths))]
    public void No_secret_value_of_a_bag_leaves_the_way_to_LiteLLM(string version, Delegate happen)
    {
        using var world = new OperatorWorld(new() { LiteLLM = new() { Version = version } });
        var (servers, agents) = (KindView.McpServers(world), KindView.Agents(world));
        world.Apply(Objects.Secret("bag", "key", Canary));
        servers.Apply("exa", Server(1));
        agents.Apply("hello", Agent(1));
        world.Started();
        Assert.That(world.LiteLLM.FindMcpServer("exa")!.ToJsonString(), Does.Contain("canary:bag"));
        Assert.That(world.LiteLLM.FindAgent("hello")!.ToJsonString(), Does.Contain("canary:bag"));

        ((Action<OperatorWorld>)happen)(world);
        servers.Apply("exa", Server(2));
        agents.Apply("hello", Agent(2));
        servers.Apply("two", Server(3));
        agents.Apply("two", Agent(3));
        world.Minutes(4);
        world.LiteLLM.Faults.Clear();
        servers.Delete("two");
        agents.Delete("two");
        world.Minutes(8);

        var everything = world.Operator.Log.Lines.Concat(world.Operator.Log.Changes)
            .Concat(world.Operator.Metrics.Labels)
            .Concat(new[] { "litellmmcpservers.litellm.ackstorm.ai", "litellma2aagents.litellm.ackstorm.ai", "litellmmodels.litellm.ackstorm.ai", "events" }
                .SelectMany(resource => world.Kubernetes.List(resource).Select(item => item.ToJsonString())))
            .ToList();
        Assert.That(everything.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static void Edit(OperatorWorld world)
    {
        var edit = System.Text.Json.Nodes.JsonNode.Parse("""{"static_headers":{"x-plain":"other"},"description":"other","agent_card_params":{"description":"other"},"litellm_params":{"plain":"other","api_key":"other"}}""")!.AsObject();
        world.LiteLLM.EditMcpServerByHand("exa", new() { ["static_headers"] = edit["static_headers"]!.DeepClone(), ["description"] = "other" });
        world.LiteLLM.EditAgentByHand((string)world.LiteLLM.FindAgent("hello")!["agent_id"]!, new() { ["agent_card_params"] = edit["agent_card_params"]!.DeepClone(), ["litellm_params"] = edit["litellm_params"]!.DeepClone() });
        world.Minutes(3);
    }

    private static TestCaseData Case(string version, string name, Action<OperatorWorld> happen)
    {
        return new TestCaseData(version, happen).SetArgDisplayNames(version, name);
    }

    private static TestCaseData Faulty(string version, string name, LiteLLMFaultEffect effect)
    {
        return Case(version, name, world => world.LiteLLM.Faults.Add(new LiteLLMFault(effect) { On = "writes" }));
    }

    private static string Server(int value)
    {
        return $$$"""
            {"endpoint":"http://exa/{{{value}}}","transport":"http","params":{"description":"with {{KEY}}","auth_type":"api_key","credentials":{"auth_value":"{{KEY}}"},
             "static_headers":{"x-plain":"{{KEY}}","authorization":"Bearer {{KEY}}"},"env":{"PLAIN":"{{KEY}}"},"mcp_info":{"note":"{{KEY}}"},"unknown":{"x":"{{KEY}}"}},{{{Secrets}}}}
            """;
    }

    private static string Agent(int value)
    {
        return $$$"""
            {"endpoint":"http://agent/{{{value}}}","agentCard":{"description":"with {{KEY}}","provider":{"organization":"{{KEY}}"} },"exposeAsModel":{},
             "params":{"litellm_params":{"plain":"{{KEY}}","api_key":"{{KEY}}"},"static_headers":{"x-plain":"{{KEY}}"},"unknown":"{{KEY}}"},{{{Secrets}}}}
            """;
    }
}
