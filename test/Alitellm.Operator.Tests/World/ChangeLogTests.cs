using System.Text.Json.Nodes;
using Alitellm.Operator.Observability;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World;

/// <summary>One line for every write to LiteLLM: enough to know who did what and why, and to do it again.</summary>
public sealed class ChangeLogTests
{
    [Test]
    public void The_change_log_of_a_mixed_load_makes_an_empty_proxy_what_the_first_one_is([Values(1, 2)] int seed)
    {
        var options = MixedWorld.Options(seed);
        using var world = new OperatorWorld(options);
        world.Start();
        world.Seconds(5);
        world.Apply(MixedLoad.Secret);
        foreach (var manifest in MixedLoad.Manifests(new Random(seed)))
        {
            world.Apply(manifest);
        }

        world.Minutes(2);
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("model-7"), new() { ["litellm_params"] = new JsonObject { ["rpm"] = 99999 } });
        world.Minutes(2);
        foreach (var manifest in MixedLoad.Manifests(new Random(seed + 1), revision: 1))
        {
            world.Apply(manifest);
        }

        world.Minutes(2);
        world.Delete("litellmteams.litellm.ackstorm.ai", "team-19");
        world.Delete("litellmguardrails.litellm.ackstorm.ai", "guardrail-19");
        world.Delete("litellmmodelaliases.litellm.ackstorm.ai", "alias-39");
        world.Minutes(2);
        Assert.That(world.Unready(), Is.Empty);

        var replayed = ChangeLogReplay.ToEmptyProxy(
            world.Operator.Log.Changes, options.LiteLLM with { Seed = 77 }, world.Time, new Dictionary<string, string> { ["KEY"] = "sk-mixed" });

        Assert.That(world.Named(replayed), Is.EqualTo(world.RemoteState()));
    }

    [Test]
    public void Every_write_has_a_line_that_says_who_what_and_why()
    {
        using var world = new OperatorWorld(MixedWorld.Options(3));
        world.Start();
        world.Apply(MixedLoad.Secret);
        foreach (var manifest in MixedLoad.Manifests(new Random(3)).Take(60))
        {
            world.Apply(manifest);
        }

        world.Minutes(4);

        var lines = world.Operator.Log.Changes.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var writes = world.LiteLLM.Journal.Calls.Where(call => call.IsWrite && call.Path != "/key/health").ToList();
        Assert.That(lines.Select(line => $"{line["method"]} {line["path"]} {line["status"]}").Order(), Is.EqualTo(writes.Select(call => $"{call.Method} {call.Path} {call.Status}").Order()));
        using (Assert.EnterMultipleScope())
        {
            foreach (var line in lines)
            {
                Assert.That(new[] { "kind", "namespace", "name", "uid", "generation", "instance", "connection", "cause", "operation", "entry", "body", "result", "status", "durationMs" }.Where(field => line[field] is null), Is.Empty, line.ToJsonString());
                Assert.That((string?)line["cause"], Is.AnyOf([.. ChangeCauseLabel.All.Where(cause => cause != ChangeCauseLabel.Other)]));
                Assert.That((long)line["durationMs"]!, Is.GreaterThanOrEqualTo(20), "the stand-in takes 20 ms");
            }
        }

        Assert.That(world.Operator.Metrics.Sum(MetricNames.Writes), Is.EqualTo(lines.Count));
    }

    [Test]
    public void The_cause_tells_creation_edit_drift_loss_and_deletion_apart()
    {
        using var world = new OperatorWorld();
        world.Apply(Objects.Secret("provider", "key", "s3cret-value"));
        world.Apply(Model(1));
        world.Started();
        world.Apply(Model(2));
        world.Minutes(2);
        world.LiteLLM.EditModelByHand(OperatorWorld.IdOf("gpt"), new() { ["litellm_params"] = new JsonObject { ["rpm"] = 3 } });
        world.Minutes(2);
        world.LiteLLM.DeleteModelByHand(OperatorWorld.IdOf("gpt"));
        world.Minutes(2);
        world.DeleteModel("gpt");
        world.Minutes(2);

        var lines = world.Operator.Log.Changes.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.That(lines.Select(line => $"{line["cause"]} {line["operation"]} {line["generation"]}"), Is.EqualTo([
            "created model_new 1", "updated model_update 2", "drifted model_update 2", "recreated model_new 2", "deleted model_delete 3",
        ]));
        Assert.That(lines[0]["body"]!["litellm_params"]!.ToJsonString(), Is.EqualTo("""{"model":"openai/gpt-4o","api_key":"{{KEY}}","rpm":1}"""));
        Assert.That(lines[2]["changes"]!.ToJsonString(), Is.EqualTo("""[{"path":"litellm_params.rpm","from":"3","to":"2"}]"""));
        Assert.That(world.Operator.Log.Changes, Has.None.Contains("s3cret"));
    }

    [Test]
    public void A_write_that_fails_or_gets_no_answer_has_a_line_too()
    {
        using var world = new OperatorWorld();
        world.Started();
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.Status(500, "{}")) { On = "POST /model/new", Times = 1 });
        world.LiteLLM.Faults.Add(new LiteLLMFault(LiteLLMFaultEffect.LostAnswer) { On = "PATCH /model/{id}/update", Times = 1 });
        world.Apply(Objects.Model("gpt"));
        world.Minutes(2);
        world.Apply(Objects.Model("gpt", """{"params":{"model":"openai/gpt-4o","rpm":2}}"""));
        world.Minutes(2);

        Assert.That(
            world.Operator.Log.Changes.Select(line => JsonNode.Parse(line)!.AsObject()).Select(line => $"{line["operation"]} {line["result"]} {line["status"]}").Where(line => line.Contains("error", StringComparison.Ordinal)),
            Is.EqualTo(["model_new error 500", "model_update error "]));
    }

    [Test]
    public void One_write_for_many_aliases_names_every_object_it_was_for()
    {
        using var world = new OperatorWorld();
        world.Started();
        foreach (var name in new[] { "a", "b", "c" })
        {
            world.Apply(Objects.Of("LiteLLMModelAlias", name, "default", JsonNode.Parse($$"""{"aliases":[{"name":"alias-{{name}}","value":"gpt"}]}""")!.AsObject()));
        }

        world.Minutes(1);

        var line = JsonNode.Parse(world.Operator.Log.Changes.Single())!;
        Assert.That(new[] { $"{line["namespace"]}/{line["name"]}" }.Concat(line["with"]!.AsArray().Select(key => (string)key!)).Order(), Is.EqualTo(["default/a", "default/b", "default/c"]));
    }

    private static JsonObject Model(int rpm)
    {
        return Objects.Model("gpt", $$$"""{"params":{"model":"openai/gpt-4o","api_key":"{{KEY}}","rpm":{{{rpm}}}},"secrets":[{"as":"KEY","secretRef":{"name":"provider","key":"key"}}]}""");
    }
}
