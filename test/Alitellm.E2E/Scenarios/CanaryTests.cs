using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class CanaryTests
{
    [Test]
    public async Task Secrets_appear_in_no_status_event_metric_or_log()
    {
        var canary = $"canary{Guid.NewGuid():n}";
        var masterKey = $"sk-master-{canary}";
        await using var scenario = await Scenario.StartConnectedAsync(masterKey);
        await scenario.ApplySecretAsync("provider", "token", $"sk-provider-{canary}");
        await scenario.ApplyModelAsync("good", WithSecret(60));
        await scenario.ModelReadyAsync("good");
        scenario.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(400, $$$"""{"error":{"message":"bad key sk-provider-{{{canary}}} of sk-master-{{{canary}}}","code":"400"}}""")) { On = "writes" });
        await scenario.ApplyModelAsync("refused", WithSecret(61));
        await scenario.NotReadyAsync(LiteLLMModel.KindName, "refused", ConditionReasons.LiteLLMRejected);
        scenario.LiteLLM.Faults.Clear();
        scenario.LiteLLM.SetMasterKey("sk-another");
        await scenario.NotReadyAsync(LiteLLMConnection.KindName, "default", ConditionReasons.BadMasterKey);
        var published = await PublishedAsync(scenario);
        scenario.LiteLLM.SetMasterKey(masterKey);

        Assert.Multiple(() =>
        {
            foreach (var (place, text) in published)
            {
                Assert.That(text, Does.Contain(scenario.Namespace), $"the {place} speak of this scenario");
                Assert.That(text, Does.Not.Contain(canary), place);
            }
        });
    }

    private static string WithSecret(int rpm) =>
        $$$"""params: {model: openai/gpt-4o, rpm: {{{rpm}}}, api_key: "{{TOKEN}}"}, secrets: [{as: TOKEN, secretRef: {name: provider, key: token}}]""";

    private static async Task<List<(string Place, string Text)>> PublishedAsync(Scenario scenario)
    {
        var published = new List<(string, string)>();
        foreach (var kind in (string[])[LiteLLMConnection.KindName, LiteLLMModel.KindName])
        {
            var objects = await Surroundings.Cluster.ListAsync(kind, scenario.Namespace, CancellationToken.None);
            published.Add(($"objects of kind {kind}", string.Join('\n', objects.Select(static found => found.ToJsonString()))));
        }

        var events = await Eventually.GetAsync("an event", async () =>
        {
            var found = await Surroundings.Cluster.ListAsync("Event", scenario.Namespace, CancellationToken.None);
            return (found.Count > 0 ? string.Join('\n', found.Select(static one => one.ToJsonString())) : null, "there is none");
        });
        published.Add(("events", events));
        published.Add(("metrics", await Surroundings.Operator.ScrapeAsync(CancellationToken.None)));
        published.Add(("logs", Surroundings.Operator.Log));
        return published;
    }
}
