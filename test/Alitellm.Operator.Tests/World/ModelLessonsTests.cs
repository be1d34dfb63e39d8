using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>What the field has learnt about LiteLLM's model routes the hard way.</summary>
public sealed class ModelLessonsTests
{
    [Test]
    public void M1_A_key_that_is_removed_is_gone_although_updates_merge()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o","temperature":0.5}}""");
        world.Apply(Objects.Model("gpt"));
        world.Minutes(3);

        Assert.That(world.Row("gpt")!.LitellmParams.ContainsKey("temperature"), Is.False);
    }

    [Test]
    public void M2_An_edit_of_info_reaches_the_row()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o"},"info":{"mode":"chat"}}""");
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"info":{"mode":"completion"}}"""));
        world.Minutes(3);

        Assert.That((string?)world.Row("gpt")!.ModelInfo["mode"], Is.EqualTo("completion"));
        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(1));
    }

    [Test]
    public void M3_A_nested_key_that_is_removed_is_gone()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o","extra_body":{"a":1,"b":2}}}""");
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","extra_body":{"a":1}}}"""));
        world.Minutes(5);

        Assert.That(world.Row("gpt")!.LitellmParams["extra_body"]!.ToJsonString(), Is.EqualTo("""{"a":1}"""));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void M5_No_empty_id_reaches_LiteLLM()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o"},"info":{"id":""}}""");

        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
    }

    [Test]
    public void M6_However_many_rows_share_the_name_ours_is_found_and_no_further_one_made()
    {
        using var world = Running();
        for (var index = 0; index < 30; index++)
        {
            world.LiteLLM.CreateModelByHand(JsonNode.Parse("""{"model_name":"gpt","litellm_params":{"model":"azure/x"},"model_info":{}}""")!.AsObject());
        }

        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.1}}"""));
        world.Minutes(10);

        Assert.That(world.Rows("gpt"), Has.Count.EqualTo(31));
        Assert.That(world.LiteLLM.Journal.WritesById.Keys, Is.EqualTo([OperatorWorld.IdOf("gpt")]));
    }

    [Test]
    public void M7_The_read_that_some_versions_refuse_is_not_used()
    {
        using var world = Running();
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.Minutes(5);

        Assert.That(world.LiteLLM.Journal.CountOf("GET /model/info"), Is.Zero);
    }

    [Test]
    public void M8_A_router_model_that_no_list_shows_is_created_once()
    {
        using var world = Running("""{"params":{"model":"auto_router/my-router"}}""");
        world.Minutes(20);

        Assert.That(world.LiteLLM.Models, Has.Count.EqualTo(1));
        Assert.That(world.LiteLLM.Journal.Calls.Count(call => call is { Operation: "POST /model/new", Status: 200 }), Is.EqualTo(1));
    }

    [Test]
    public void M9_A_row_that_is_stored_and_never_listed_is_created_once_and_said_to_be_so()
    {
        using var world = Running("""{"params":{"model":"no-such-provider/x"}}""");
        world.Minutes(20);

        Assert.That(world.LiteLLM.Journal.Calls.Count(call => call is { Operation: "POST /model/new", Status: 200 }), Is.EqualTo(1));
        Assert.That(world.Ready("gpt"), Is.EqualTo("False/NotServed"));
    }

    [Test]
    public void M10_The_audit_keys_are_stamped_on_create()
    {
        using var world = Running();

        var info = world.Row("gpt")!.ModelInfo;
        Assert.That((string?)info["created_by"], Does.StartWith("alitellm-operator/"));
        Assert.That((string?)info["updated_by"], Does.StartWith("alitellm-operator/"));
        Assert.That(info.ContainsKey("created_at") && info.ContainsKey("updated_at"), Is.True);
    }

    [Test]
    public void M13_Info_is_in_every_body()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o"},"info":{"mode":"chat"}}""");
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","temperature":0.1},"info":{"mode":"chat"}}"""));
        world.Minutes(3);

        var bodies = world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path.StartsWith("/model/", StringComparison.Ordinal)).Select(call => JsonNode.Parse(call.Body!)!["model_info"]!["mode"]?.ToString());
        Assert.That(bodies, Is.EqualTo(["chat", "chat"]));
    }

    [Test]
    public void M15_A_lost_status_write_after_the_create_makes_no_second_row()
    {
        using var world = new OperatorWorld();
        world.Kubernetes.Faults.Add(new FaultRule { Action = FaultAction.InternalError(), Verb = "patch", Resource = "litellmmodels", Subresource = "status", Times = 3 });
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That((string?)world.Model("gpt")!["status"]!["lastRendered"]!["modelID"], Is.EqualTo(OperatorWorld.IdOf("gpt")));
    }

    [Test]
    public void M17_A_row_that_had_to_be_made_anew_keeps_its_id()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o","temperature":0.5}}""");
        world.Apply(Objects.Model("gpt"));
        world.Minutes(3);

        Assert.That(world.LiteLLM.Journal.CountOf("POST /model/delete"), Is.EqualTo(1));
        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
    }

    [Test]
    public void M18_A_delete_that_finds_nothing_goes_on_to_create()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o","temperature":0.5}}""");
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.Apply(Objects.Model("gpt"));
        world.Minutes(3);

        Assert.That(world.Row("gpt")!.LitellmParams.ContainsKey("temperature"), Is.False);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void M19_A_create_that_fails_after_its_delete_is_made_up_for()
    {
        using var world = Running("""{"params":{"model":"openai/gpt-4o","temperature":0.5}}""");
        world.LiteLLM.Faults.FailNext("POST /model/new", LiteLLMFaultEffect.Status(503), 2);
        world.Apply(Objects.Model("gpt"));
        world.Minutes(3);

        Assert.That(world.Row("gpt")!.LitellmParams.ContainsKey("temperature"), Is.False);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void M20_A_pass_that_is_repeated_creates_nothing()
    {
        using var world = Running();
        foreach (var token in (string[])["a", "b", "c"])
        {
            world.Annotate("gpt", "litellm.ackstorm.ai/reconcile-requested-at", token);
            world.Minutes(1);
        }

        Assert.That(world.LiteLLM.Journal.CountOf("POST /model/new"), Is.EqualTo(1));
    }

    private static OperatorWorld Running(string spec = """{"params":{"model":"openai/gpt-4o"}}""")
    {
        var world = new OperatorWorld();
        world.Apply(Objects.Model("gpt", spec));
        return world.Started();
    }
}
