using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Api.Aliases;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

/// <summary>What the operator writes into Kubernetes itself.</summary>
public sealed class ByProductTests
{
    [Test]
    public async Task An_exposed_agent_has_a_model_until_it_is_hidden()
    {
        await using var scenario = await Scenario.StartConnectedAsync(version: "1.93.0");
        await ApplyAgentAsync(scenario, "exposeAsModel: {}");
        await scenario.ReadyAsync(LiteLLMA2AAgent.KindName, "hello");
        await Eventually.TrueAsync("the agent's model", async () => await scenario.FindAsync(LiteLLMModel.KindName, "agent.hello") is not null);

        await ApplyAgentAsync(scenario, "params: {}");
        await Eventually.TrueAsync("no model of the agent", async () => await scenario.FindAsync(LiteLLMModel.KindName, "agent.hello") is null);
    }

    [Test]
    public async Task The_catalog_lists_the_models_behind_aliases()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m", "params: {model: openai/gpt-4o}, info: {mode: chat}");
        await scenario.ModelReadyAsync("m");
        foreach (var alias in (string[])[$"first-{scenario.Namespace}", $"second-{scenario.Namespace}"])
        {
            await scenario.ApplyAsync($$"""
                apiVersion: litellm.ackstorm.ai/v1alpha1
                kind: LiteLLMModelAlias
                metadata: {name: a}
                spec: {aliases: [{name: {{alias}}, value: m}]}
                """);
            await scenario.ReadyAsync(LiteLLMModelAlias.KindName, "a");
            await Eventually.TrueAsync($"{alias} in the catalog", async () => (await CatalogAsync()).Contains($"\"{alias}\"", StringComparison.Ordinal));
        }
    }

    private static Task<JsonObject> ApplyAgentAsync(Scenario scenario, string more) => scenario.ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: LiteLLMA2AAgent
        metadata: {name: hello}
        spec: {endpoint: "http://agent.example", agentCard: {name: A, description: says hello, version: 1.0.0}, {{more}} }
        """);

    private static async Task<string> CatalogAsync() =>
        (string?)(await Surroundings.Cluster.GetAsync("ConfigMap", "default", Surroundings.CatalogName, CancellationToken.None))?["data"]?["api.json"] ?? "";
}
