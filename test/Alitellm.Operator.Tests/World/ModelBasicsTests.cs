using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class ModelBasicsTests
{
    [Test]
    public void A_model_becomes_one_row_with_one_write_under_its_deterministic_id()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void Many_models_take_one_write_each()
    {
        using var world = new OperatorWorld();
        foreach (var index in Enumerable.Range(0, 20))
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();

        Assert.That(world.LiteLLM.Journal.WritesById.Values, Is.All.EqualTo(1));
        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(20));
    }

    [Test]
    public void A_deleted_object_takes_its_row_along()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();

        world.DeleteModel("gpt");
        world.Seconds(10);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void M4_An_edit_is_sent_by_PATCH_with_the_id_in_model_info()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.ForgetJournals();

        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.5},"info":{"team":"x"}}"""));
        world.Seconds(5);

        var write = world.LiteLLM.Journal.Calls.Single(call => call.IsWrite);
        Assert.That(write.Operation, Is.EqualTo("PATCH /model/{id}/update"));
        Assert.That((string?)JsonNode.Parse(write.Body!)!["model_info"]!["id"], Is.EqualTo(OperatorWorld.IdOf("gpt")));
        Assert.That(JsonNode.Parse(write.Body!)!["id"], Is.Null);
        Assert.That((double?)world.Row("gpt")!.LitellmParams["temperature"], Is.EqualTo(0.5));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [TestCase("""{"params":{"model":"openai/gpt-4o"}}""", TestName = "M1_A_removed_params_key_is_gone_after_delete_and_create_under_the_same_id")]
    [TestCase("""{"params":{"model":"openai/gpt-4o","temperature":0.5},"info":{}}""", TestName = "M2_A_removed_info_key_is_gone_after_delete_and_create_under_the_same_id")]
    public void Key_removal(string after)
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.5},"info":{"mode":"chat"}}"""));
        world.Started();
        world.ForgetJournals();

        world.Apply(Objects.Model("gpt", after));
        world.Minutes(3);

        var row = world.LiteLLM.Models.Single();
        var spec = JsonNode.Parse(after)!;
        Assert.That(row.Id, Is.EqualTo(OperatorWorld.IdOf("gpt")));
        Assert.That(row.LitellmParams.ContainsKey("temperature"), Is.EqualTo(spec["params"]!["temperature"] is not null));
        Assert.That(row.ModelInfo.ContainsKey("mode"), Is.EqualTo(spec["info"]?["mode"] is not null));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Operation), Is.EqualTo(["POST /model/delete", "POST /model/new"]));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void M16_Without_access_groups_the_default_one_is_added()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("plain"));
        world.Apply(Objects.Model("named", """{"params":{"model":"openai/gpt-4o"},"info":{"access_groups":["own"]}}"""));
        world.Started();

        Assert.That(world.Row("plain")!.ModelInfo["access_groups"]!.ToJsonString(), Is.EqualTo("""["default"]"""));
        Assert.That(world.Row("named")!.ModelInfo["access_groups"]!.ToJsonString(), Is.EqualTo("""["own"]"""));
    }

    [Test]
    public void An_id_in_spec_info_is_left_out_and_reported()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"info":{"id":"mine"}}"""));
        world.Started();

        Assert.That(world.LiteLLM.Models.Single().Id, Is.EqualTo(OperatorWorld.IdOf("gpt")));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_model_without_provider_is_NotServed_and_not_created_again_and_again()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("odd", """{"params":{"model":"no-such-provider-model"}}"""));
        world.Apply(Objects.Model("good"));
        world.Started();
        world.Minutes(10);

        Assert.That(world.Ready("odd"), Is.EqualTo("False/NotServed"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(2));

        world.Apply(Objects.Model("odd"));
        world.Minutes(3);
        Assert.That(world.Ready("odd"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Without_any_served_model_reads_are_blind_and_a_model_without_provider_is_still_told()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("odd", """{"params":{"model":"no-such-provider-model"}}"""));
        world.Started();
        world.Minutes(10);

        Assert.That(world.Ready("odd"), Is.EqualTo("False/NotServed"), world.Describe());
        Assert.That(world.LiteLLM.Journal.Writes, Is.LessThan(12));

        world.Apply(Objects.Model("odd"));
        world.Minutes(3);
        Assert.That(world.Ready("odd"), Is.EqualTo("True/Synced"));
        Assert.That(world.Row("odd")!.IsServed, Is.True);
    }

    [Test]
    public void A_model_without_params_model_is_rejected_with_the_reason()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("empty", """{"params":{}}"""));
        world.Started();

        Assert.That(world.Ready("empty"), Is.EqualTo("False/LiteLLMRejected"));
        Assert.That(world.LiteLLM.Models, Is.Empty);
    }

    [Test]
    public void A_reconcile_request_is_acknowledged()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.ForgetJournals();

        world.Annotate("gpt", "litellm.ackstorm.ai/reconcile-requested-at", "token-1");
        world.Seconds(5);

        Assert.That((string?)world.Model("gpt")!["status"]!["lastHandledReconcileAt"], Is.EqualTo("token-1"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [Test]
    public void An_object_that_cannot_be_read_does_not_stop_its_neighbours()
    {
        using var world = new OperatorWorld();
        var bad = Objects.Model("bad");
        bad["spec"]!["secrets"] = new JsonArray(new JsonObject { ["as"] = "A", ["secretRef"] = new JsonObject { ["name"] = "s", ["key"] = "k" } });
        world.Apply(bad);
        world.Kubernetes.Faults.Add(new() { Verb = "list", Resource = "nothing", Action = Alitellm.Testing.Kubernetes.FaultAction.InternalError() });
        world.Apply(Objects.Model("good"));
        world.Start();
        world.Seconds(10);
        world.Do(() => world.Kubernetes.Faults.SendLine(
            """{"type":"ADDED","object":{"apiVersion":"litellm.ackstorm.ai/v1alpha1","kind":"LiteLLMModel","metadata":{"name":"broken","namespace":"default","uid":"u","resourceVersion":"999"},"spec":{"suspend":"yes"}}}""",
            request => request.Resource == "litellmmodels"));
        world.Apply(Objects.Model("later"));
        world.Minutes(2);

        Assert.That(world.Ready("good"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("later"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("bad"), Is.EqualTo("False/SecretNotFound"));
    }

    [Test]
    public void Steady_state_for_half_an_hour_writes_nothing_and_reads_only_lists_and_probes()
    {
        using var world = new OperatorWorld();
        foreach (var index in Enumerable.Range(0, 12))
        {
            world.Apply(Objects.Model($"m{index}"));
        }

        world.Started();
        world.ForgetJournals();

        world.Minutes(30);

        var calls = world.LiteLLM.Journal.Calls.GroupBy(call => call.Operation).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
        Assert.That(world.Kubernetes.Journal.Count("get"), Is.Zero);
        Assert.That(calls.Keys, Is.EquivalentTo(["GET /v2/model/info", "POST /key/health", "GET /health/readiness"]));
        Assert.That(calls["GET /v2/model/info"], Is.InRange(54, 67));
        Assert.That(calls["POST /key/health"], Is.InRange(5, 7));
    }
}
