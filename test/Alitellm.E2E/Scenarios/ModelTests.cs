using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Models;
using Alitellm.E2E.Support;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

public sealed class ModelTests
{
    [Test]
    public async Task A_model_becomes_one_row_by_one_write_and_its_status_names_the_row()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m");

        var model = await scenario.ModelReadyAsync("m");

        var row = scenario.LiteLLM.Models.Single();
        Assert.Multiple(() =>
        {
            Assert.That(row.ModelName, Is.EqualTo("m"));
            Assert.That((int?)row.LitellmParams["rpm"], Is.EqualTo(60));
            Assert.That((string?)model["status"]!["remote"]!["id"], Is.EqualTo(row.Id));
            Assert.That((string?)model["status"]!["lastRendered"]!["modelID"], Is.EqualTo(row.Id));
            Assert.That(model["metadata"]!["finalizers"]!.AsArray().Select(static name => (string?)name), Is.EqualTo([LiteLLMModel.Finalizer]));
            Assert.That(scenario.LiteLLM.Journal.Writes, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Models_applied_before_their_connection_follow_it()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.ApplyModelAsync("a");
        await scenario.ApplyModelAsync("b");
        await scenario.NotReadyAsync(LiteLLMModel.KindName, "a", ConditionReasons.LiteLLMUnavailable);

        await scenario.ApplyConnectionAsync();

        await scenario.ModelReadyAsync("a");
        await scenario.ModelReadyAsync("b");
        Assert.That(scenario.LiteLLM.Models.Select(static row => row.ModelName), Is.EquivalentTo(["a", "b"]));
    }

    [Test]
    public async Task A_changed_spec_reaches_the_same_row()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("m");
        var before = scenario.LiteLLM.Models.Single().Id;

        await scenario.ApplyModelAsync("m", "params: {model: openai/gpt-4o, rpm: 90}");

        var after = await scenario.RowAsync("m", static row => (int?)row.LitellmParams["rpm"] == 90);
        await scenario.ModelReadyAsync("m");
        Assert.That(after.Id, Is.EqualTo(before));
    }

    [Test]
    public async Task Once_in_step_nothing_is_written_any_more()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("m");
        await scenario.PollsAsync(2);
        var settled = await scenario.FindAsync(LiteLLMModel.KindName, "m");
        var writes = scenario.LiteLLM.Journal.Writes;

        await scenario.PollsAsync(3);

        var later = await scenario.FindAsync(LiteLLMModel.KindName, "m");
        Assert.Multiple(() =>
        {
            Assert.That(scenario.LiteLLM.Journal.Writes, Is.EqualTo(writes));
            Assert.That((string?)later!["metadata"]!["resourceVersion"], Is.EqualTo((string?)settled!["metadata"]!["resourceVersion"]));
        });
    }

    [Test]
    public async Task A_hand_edit_is_repaired_and_shown_and_other_rows_stay_as_they_are()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        var foreign = scenario.LiteLLM.CreateModelByHand((JsonObject)JsonNode.Parse("""
            {"model_name": "by-hand", "litellm_params": {"model": "openai/gpt-4o", "api_key": "sk-theirs"}, "model_info": {"note": "ours"}}
            """)!);
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("m");
        var ours = scenario.LiteLLM.Models.Single(static row => row.ModelName == "m").Id;
        var theirs = scenario.LiteLLM.FindModel(foreign)!;

        scenario.LiteLLM.EditModelByHand(ours, new JsonObject { ["litellm_params"] = new JsonObject { ["rpm"] = 1 } });

        var repaired = await scenario.RowAsync("m", static row => (int?)row.LitellmParams["rpm"] == 60);
        var model = await Eventually.GetAsync("status.drift", async () =>
        {
            var found = await scenario.FindAsync(LiteLLMModel.KindName, "m");
            return (found?["status"]?["drift"]?["corrected"] is not null ? found : null, $"{found?["status"]?.ToJsonString()}");
        });
        Assert.Multiple(() =>
        {
            Assert.That(repaired.Id, Is.EqualTo(ours));
            Assert.That((bool?)model["status"]!["drift"]!["corrected"], Is.True);
            Assert.That(model["status"]!["drift"]!["fields"]!.ToJsonString(), Does.Contain("rpm"));
            Assert.That(scenario.LiteLLM.FindModel(foreign), Is.SameAs(theirs));
        });
    }

    [Test]
    public async Task A_row_deleted_by_hand_comes_back_with_its_id()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("m");
        var before = scenario.LiteLLM.Models.Single().Id;

        scenario.LiteLLM.DeleteModelByHand(before);

        var after = await scenario.RowAsync("m", static _ => true);
        Assert.That(after.Id, Is.EqualTo(before));
    }

    [Test]
    public async Task A_rotated_secret_reaches_LiteLLM()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplySecretAsync("provider", "token", "sk-first");
        await scenario.ApplyModelAsync("m", """
            params: {model: openai/gpt-4o, api_key: "{{TOKEN}}"}, secrets: [{as: TOKEN, secretRef: {name: provider, key: token}}]
            """);
        await scenario.RowAsync("m", static row => (string?)row.LitellmParams["api_key"] == "sk-first");
        await scenario.ModelReadyAsync("m");

        await scenario.ApplySecretAsync("provider", "token", "sk-second");

        await scenario.RowAsync("m", static row => (string?)row.LitellmParams["api_key"] == "sk-second");
        await scenario.ModelReadyAsync("m");
    }

    [Test]
    public async Task A_missing_secret_holds_the_model_until_it_comes()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("m", """
            params: {model: openai/gpt-4o, api_key: "{{TOKEN}}"}, secrets: [{as: TOKEN, secretRef: {name: provider, key: token}}]
            """);
        await scenario.NotReadyAsync(LiteLLMModel.KindName, "m", ConditionReasons.SecretNotFound);
        Assert.That(scenario.LiteLLM.Models, Is.Empty);

        await scenario.ApplySecretAsync("provider", "token", "sk-late");

        await scenario.RowAsync("m", static row => (string?)row.LitellmParams["api_key"] == "sk-late");
    }

    [Test]
    public async Task Deleting_a_model_removes_its_row_and_drains_the_finalizer()
    {
        await using var scenario = await Scenario.StartConnectedAsync();
        await scenario.ApplyModelAsync("kept");
        await scenario.ApplyModelAsync("m");
        await scenario.ModelReadyAsync("kept");
        await scenario.ModelReadyAsync("m");

        await scenario.DeleteAsync(LiteLLMModel.KindName, "m");

        Assert.That(scenario.LiteLLM.Models.Select(static row => row.ModelName), Is.EqualTo(["kept"]));
    }
}
