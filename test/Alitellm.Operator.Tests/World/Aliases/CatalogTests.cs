using System.Text.Json.Nodes;
using Alitellm.Operator.Hosting;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;
using static Alitellm.Operator.Tests.World.Aliases.Aliases;

namespace Alitellm.Operator.Tests.World.Aliases;

public sealed class CatalogTests
{
    private const string ConfigMaps = "configmaps";

    [Test]
    public void A9_The_catalog_is_one_key_that_is_replaced_whole_and_lists_the_chat_models_behind_aliases()
    {
        using var world = World();
        world.Apply(Json("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"catalog","namespace":"web"},"data":{"api.json":"{\"old\":1}","other":"kept"}}"""));
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"mode":"chat","supports_vision":true,"max_input_tokens":1000}}"""));
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"embed","litellm_params":{"model":"openai/e"},"model_info":{"mode":"embedding"}}"""));
        world.Apply(Alias("a", "fast=gpt vectors=embed ghost=nothing"));
        world.Started();

        var data = world.Kubernetes.Get(ConfigMaps, "web", "catalog")!["data"]!;
        Assert.That((string?)data["other"], Is.EqualTo("kept"));
        var provider = JsonNode.Parse((string)data["api.json"]!)!.AsObject().Single();
        Assert.That((provider.Key, (string?)provider.Value!["api"]), Is.EqualTo(("ackstorm", "https://ai.example.com/v1")));
        Assert.That(provider.Value["models"]!.AsObject().Select(model => model.Key), Is.EqualTo(["fast"]));
        Assert.That(((bool?)provider.Value["models"]!["fast"]!["attachment"], (int?)provider.Value["models"]!["fast"]!["limit"]!["context"]), Is.EqualTo(((bool?)true, (int?)1000)));
    }

    [Test]
    public void It_is_created_follows_the_aliases_and_is_empty_without_any()
    {
        using var world = World();
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"mode":"chat"}}"""));
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();
        Assert.That(Models(world), Is.EqualTo(["fast"]));

        world.Apply(Alias("a", "faster=gpt"));
        world.Minutes(1);
        Assert.That(Models(world), Is.EqualTo(["faster"]));

        world.DeleteAlias("a");
        world.Minutes(1);
        Assert.That(Models(world), Is.Empty);
    }

    [Test]
    public void At_rest_it_is_not_written_and_models_are_asked_for_every_quarter_of_an_hour()
    {
        using var world = World();
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"mode":"chat"}}"""));
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();
        world.ForgetJournals();
        world.Minutes(31);

        Assert.That(world.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
        Assert.That(world.LiteLLM.Journal.CountOf("GET /model/info"), Is.EqualTo(2));
    }

    [Test]
    public void Many_objects_at_once_ask_for_the_models_a_few_times_only()
    {
        using var world = World();
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"mode":"chat"}}"""));
        for (var index = 0; index < 30; index++)
        {
            world.Apply(Alias($"a{index:00}", $"n{index:00}=gpt"));
        }

        world.Apply(Alias("zz", "n00=gpt", """{"managementPolicy":"Observe"}"""));
        world.Started();

        Assert.That(Models(world).Count(), Is.EqualTo(30));
        Assert.That(world.LiteLLM.Journal.CountOf("GET /model/info"), Is.LessThan(8));
    }

    [Test]
    public void A_failure_is_an_event_and_the_aliases_are_ready_all_the_same()
    {
        using var world = World();
        world.Kubernetes.Faults.Add(new() { Resource = ConfigMaps, Action = FaultAction.Answer(403, "Forbidden") });
        world.LiteLLM.CreateModelByHand(Json("""{"model_name":"gpt","litellm_params":{"model":"openai/gpt-4o"},"model_info":{"mode":"chat"}}"""));
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();

        Assert.That(world.AliasReady("a"), Is.EqualTo("True/Synced"));
        Assert.That(world.Kubernetes.List("events.events.k8s.io").Select(item => (string?)item["reason"]), Has.Some.EqualTo("CatalogWriteFailed"));

        world.Kubernetes.Faults.Clear();
        world.Minutes(2);
        Assert.That(Models(world), Is.EqualTo(["fast"]));
    }

    [Test]
    public void A_pattern_that_is_none_is_an_event()
    {
        using var world = World(include: ["("]);
        world.Apply(Alias("a", "fast=gpt"));
        world.Started();

        Assert.That(world.AliasReady("a"), Is.EqualTo("True/Synced"));
        Assert.That(world.Kubernetes.List("events.events.k8s.io").Select(item => (string?)item["reason"]), Has.Some.EqualTo("CatalogWriteFailed"));
    }

    private static OperatorWorld World(params string[] include)
    {
        return new(new() { Operator = options => options with { Catalog = new CatalogOptions("web", "catalog", new("https://ai.example.com/v1"), include, []) } });
    }

    private static IEnumerable<string> Models(OperatorWorld world)
    {
        return JsonNode.Parse((string)world.Kubernetes.Get(ConfigMaps, "web", "catalog")!["data"]!["api.json"]!)!["ackstorm"]!["models"]!.AsObject().Select(model => model.Key);
    }
}
