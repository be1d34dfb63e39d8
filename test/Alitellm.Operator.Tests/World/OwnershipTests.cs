using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

public sealed class OwnershipTests
{
    private const string HandMade = """{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"access_groups":["default"]}}""";

    [Test]
    public void M11_An_unmarked_row_of_our_name_is_adopted_in_place_and_marked()
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateModelByHand(Json(HandMade));
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([id]));
        Assert.That((string?)world.LiteLLM.FindModel(id)!.ModelInfo["alitellm_operator"]!["object"], Is.EqualTo("default/gpt"));
        Assert.That((string?)world.Model("gpt")!["status"]!["lastRendered"]!["modelID"], Is.EqualTo(id));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        world.Minutes(5);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void An_adopted_row_that_has_more_keys_ends_with_what_is_declared()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-3.5","top_p":0.2},"model_info":{}}"""));
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.Minutes(5);

        var row = world.Rows("gpt").Single();
        Assert.That((string?)row.LitellmParams["model"], Is.EqualTo("openai/gpt-4o"));
        Assert.That(row.LitellmParams.ContainsKey("top_p"), Is.False);
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void IfIdentical_adopts_an_identical_row_and_refuses_another()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateModelByHand(Json(HandMade));
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"other","litellm_params":{"model":"azure/x"},"model_info":{}}"""));
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"adoptionPolicy":"IfIdentical"}"""));
        world.Apply(Objects.Model("other", """{"params":{"model":"openai/gpt-4o"},"adoptionPolicy":"IfIdentical"}"""));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.Ready("other"), Is.EqualTo("False/AdoptionRefused"));
        Assert.That(OperatorWorld.Condition(world.Model("other"), "Stalled"), Is.EqualTo("True/AdoptionRefused"));
        Assert.That(world.Model("other")!["status"]!["drift"]!["fields"]!.AsArray(), Is.Not.Empty);
        Assert.That((string?)world.Rows("other").Single().LitellmParams["model"], Is.EqualTo("azure/x"));
    }

    [Test]
    public void Never_leaves_an_unmarked_row_alone_also_when_the_object_is_deleted()
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateModelByHand(Json(HandMade));
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o"},"adoptionPolicy":"Never"}"""));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/AdoptionRefused"));
        world.DeleteModel("gpt");
        world.Minutes(2);

        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That(world.LiteLLM.FindModel(id), Is.Not.Null);
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Subject == id), Is.Empty);
    }

    [Test]
    public void A_row_of_another_instance_is_never_written_or_deleted()
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"azure/x"},"model_info":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/gpt","uid":"u","hash":"h"}}}"""));
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("False/OwnedElsewhere"));
        Assert.That(OperatorWorld.Condition(world.Model("gpt"), "Stalled"), Is.EqualTo("True/OwnedElsewhere"));
        world.DeleteModel("gpt");
        world.Minutes(2);
        Assert.That(world.Model("gpt"), Is.Null);
        Assert.That((string?)world.LiteLLM.FindModel(id)!.LitellmParams["model"], Is.EqualTo("azure/x"));
    }

    [Test]
    public void A_row_of_an_adoptable_instance_is_taken_over_in_place()
    {
        using var world = new OperatorWorld(new() { Operator = options => options with { AdoptInstanceIds = ["other/op"] } });
        var id = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"azure/x"},"model_info":{"alitellm_operator":{"v":1,"instance":"other/op","object":"default/gpt","uid":"u","hash":"h"}}}"""));
        world.Apply(Objects.Model("gpt"));
        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([id]));
        Assert.That((string?)world.LiteLLM.FindModel(id)!.ModelInfo["alitellm_operator"]!["instance"], Is.EqualTo(OperatorWorld.Instance));
    }

    [Test]
    public void A_row_of_the_reference_operator_is_taken_over_in_place_and_never_created_again()
    {
        using var world = new OperatorWorld();
        var id = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"created_by":"alitellm-operator/0.9.0","updated_by":"alitellm-operator/0.9.0","access_groups":["default"]}}"""));
        world.Apply(Objects.Model("gpt"));
        world.Do(() => world.Kubernetes.Patch("litellmmodels.litellm.ackstorm.ai", "default", "gpt", Json($$$"""
            {"status":{"observedGeneration":1,
             "conditions":[{"type":"Ready","status":"True","reason":"Synced","message":"","lastTransitionTime":"2025-01-01T00:00:00Z","observedGeneration":1}],
             "lastRendered":{"hash":"0123456789abcdef","infoHash":"fedcba","modelID":"{{{id}}}","paramsKeys":["model"],"infoKeys":["access_groups"],"at":"2025-01-01T00:00:00Z"}
              }
            }
            """), "status"));
        world.Started();
        world.Minutes(10);

        Assert.That(world.LiteLLM.Models.Select(row => row.Id), Is.EqualTo([id]));
        Assert.That(world.LiteLLM.Journal.CountOf("POST /model/delete"), Is.Zero);
        Assert.That(world.LiteLLM.Journal.CountOf("POST /model/new"), Is.Zero);
        Assert.That(world.LiteLLM.Journal.Writes, Is.LessThanOrEqualTo(1));
        Assert.That((string?)world.Model("gpt")!["status"]!["lastRendered"]!["hash"], Does.StartWith("v2:"));
        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void Observe_writes_nothing_and_tells_what_it_sees()
    {
        using var world = new OperatorWorld();
        world.LiteLLM.CreateModelByHand(Json(HandMade));
        var edited = world.LiteLLM.CreateModelByHand(Json("""{"model_name":"edited","litellm_params":{"model":"openai/gpt-4o","temperature":0.1},"model_info":{"access_groups":["default"]}}"""));
        foreach (var name in new[] { "gpt", "edited", "absent" })
        {
            world.Apply(Objects.Model(name, """{"params":{"model":"openai/gpt-4o"},"managementPolicy":"Observe"}"""));
        }

        world.Started();

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Observed"));
        Assert.That(world.Ready("edited"), Is.EqualTo("False/DriftDetected"));
        Assert.That(world.Ready("absent"), Is.EqualTo("False/RemoteAbsent"));
        Assert.That(world.Model("gpt")!["metadata"]!["finalizers"], Is.Null);

        world.DeleteModel("edited");
        world.Minutes(2);
        Assert.That(world.Model("edited"), Is.Null);
        Assert.That(world.LiteLLM.FindModel(edited), Is.Not.Null);
        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
    }

    [Test]
    public void A_row_of_the_configuration_file_with_our_name_is_left_alone()
    {
        using var world = new OperatorWorld(new() { LiteLLM = new LiteLLMWorldOptions { ConfigModels = [Json("""{"model_name":"gpt","litellm_params":{"model":"azure/file"},"model_info":{}}""")] } });
        world.Apply(Objects.Model("gpt"));
        world.Started();
        world.Minutes(10);

        Assert.That(world.Ready("gpt"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
        Assert.That(world.Row("gpt"), Is.Not.Null);
    }

    [Test]
    public void Objects_of_one_name_in_two_namespaces_have_a_row_each()
    {
        using var world = new OperatorWorld(new() { Namespaces = [] });
        world.Apply(Objects.Secret("litellm", "master-key", "sk-1234", "team-b"));
        world.Apply(Objects.Connection(ns: "team-b"));
        world.Apply(Objects.Model("gpt"));
        world.Apply(Objects.Model("gpt", ns: "team-b"));
        world.Started();
        world.Minutes(5);

        Assert.That(world.Rows("gpt").Select(row => row.Id), Is.EquivalentTo([OperatorWorld.IdOf("gpt"), OperatorWorld.IdOf("gpt", "team-b")]));
        Assert.That((world.Ready("gpt"), world.Ready("gpt", "team-b")), Is.EqualTo(("True/Synced", "True/Synced")));

        world.DeleteModel("gpt", "team-b");
        world.Seconds(20);
        Assert.That(world.Rows("gpt").Select(row => row.Id), Is.EqualTo([OperatorWorld.IdOf("gpt")]));
    }

    private static JsonObject Json(string text)
    {
        return JsonNode.Parse(text)!.AsObject();
    }
}
