using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class ConnectionTests
{
    [Test]
    public async Task A_connection_becomes_ready_and_tells_the_version()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.ApplyConnectionAsync();

        var connection = await scenario.ReadyAsync(LiteLLMConnection.KindName, "default");

        Assert.That((string?)connection["status"]!["liteLLMVersion"], Is.EqualTo("1.81.13"));
        Assert.That(connection["metadata"]!["finalizers"]!.AsArray().Select(static name => (string?)name), Does.Contain(LiteLLMConnection.Finalizer));
    }

    [Test]
    public async Task A_wrong_master_key_is_told_and_a_corrected_secret_heals_the_connection_and_its_models()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.ApplySecretAsync("master", "key", "sk-mistyped");
        await scenario.ApplyConnectionAsync();
        await scenario.ApplyModelAsync("m");
        await scenario.NotReadyAsync(LiteLLMConnection.KindName, "default", ConditionReasons.BadMasterKey);
        await scenario.NotReadyAsync(LiteLLMModel.KindName, "m", ConditionReasons.LiteLLMUnavailable);

        await scenario.ApplySecretAsync("master", "key", Scenario.MasterKey);

        await scenario.ReadyAsync(LiteLLMConnection.KindName, "default");
        await scenario.ModelReadyAsync("m");
        Assert.That(scenario.LiteLLM.Models, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_master_key_rotated_in_LiteLLM_and_in_the_secret_keeps_models_in_step()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("m");

        scenario.LiteLLM.SetMasterKey("sk-rotated");
        await scenario.ApplySecretAsync("master", "key", "sk-rotated");
        await scenario.ApplyModelAsync("m", "params: {model: openai/gpt-4o, rpm: 61}");

        await scenario.RowAsync("m", static row => (int?)row.LitellmParams["rpm"] == 61);
        await scenario.ReadyAsync(LiteLLMConnection.KindName, "default");
    }

    [Test]
    public async Task A_missing_secret_is_told_and_noticed_when_it_comes()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.ApplyAsync($$"""
            apiVersion: litellm.ackstorm.ai/v1alpha1
            kind: LiteLLMConnection
            metadata: {name: default}
            spec:
              endpoint: {{scenario.Endpoint.GetLeftPart(UriPartial.Authority)}}
              masterKeySecretRef: {name: later, key: key}
            """);
        await scenario.NotReadyAsync(LiteLLMConnection.KindName, "default", ConditionReasons.SecretNotFound);

        await scenario.ApplySecretAsync("later", "key", Scenario.MasterKey);

        await scenario.ReadyAsync(LiteLLMConnection.KindName, "default");
    }
}
